package com.hubify.identity.resource;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Lets only callers through whose scopes cover every one named here. On a handler method or its type; what both name adds
 * up, and so do several annotations. May be put on an annotation of your own.
 *
 * <p>On a request handler, checked before its arguments are read. A caller who lacks a scope gets 403 with the scope's name
 * (RFC 6750, section 3.1), a request without credential 401. A value that is not a scope stops the service from starting.
 *
 * <p>On any other bean, of whatever framework, a proxy asks before each call from outside. What no proxy can stand before
 * (final, static and private methods, bean methods, router functions, handlers behind a filter), and in a reactive service
 * what returns no {@code Mono}, {@code Flux} or {@code Flow} and is not suspending, stops the service from starting. A call of an object's own method asks nothing.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6750#section-3.1">RFC 6750, section 3.1</a>
 */
@Documented
@Repeatable(RequiresScope.All.class)
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface RequiresScope {

    /** Scopes such as {@code labs:read}, all of which are needed. */
    String[] value();

    /** Holds several {@link RequiresScope}; written by the compiler. */
    @Documented
    @Retention(RetentionPolicy.RUNTIME)
    @Target({ElementType.TYPE, ElementType.METHOD})
    @interface All {

        RequiresScope[] value();
    }
}
