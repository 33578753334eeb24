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
 * <p>Checked before the handler's arguments are read. A caller who lacks a scope gets 403 with the scope's name (RFC 6750,
 * section 3.1), a request without credential 401. Works for request handlers only, not for other beans. A value that is
 * not a scope stops the service from starting.
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
