package com.hubify.identity.resource;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Allows only callers whose granted scopes cover all scopes named here. For a method or its type; all annotations on
 * both add up. Can be used as a meta-annotation.
 *
 * <p>On a request handler it is enforced before the handler's arguments are resolved. A caller who lacks a scope gets
 * 403 {@code insufficient_scope} with the scopes that are needed (RFC 6750, section 3.1), a request without a
 * credential 401. A value that is not a scope stops the start.
 *
 * <p>On other beans a proxy enforces it at each call from another object, by throwing {@code AccessDeniedException} or
 * {@code AuthenticationException}. Calls within the same object are not checked. The start stops where a proxy cannot
 * enforce it: on final, static and private methods, {@code @Bean} methods, router functions and handlers behind a
 * filter, and in a reactive service on methods that neither return a {@code Mono}, {@code Flux} or {@code Flow} nor are
 * suspending.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6750#section-3.1">RFC 6750, section 3.1</a>
 */
@Documented
@Repeatable(RequiresScope.All.class)
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface RequiresScope {

    /** Scopes such as {@code labs:read}; the caller needs all of them. */
    String[] value();

    /** Container of repeated {@link RequiresScope}; written by the compiler. */
    @Documented
    @Retention(RetentionPolicy.RUNTIME)
    @Target({ElementType.TYPE, ElementType.METHOD})
    @interface All {

        RequiresScope[] value();
    }
}
