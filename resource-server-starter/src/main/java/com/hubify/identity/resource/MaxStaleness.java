package com.hubify.identity.resource;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * How old may be what is known of revocations when this handler runs, where that is less than
 * {@code hubify.resource.max-staleness} allows the whole service. On a handler method or its type; the strictest of what
 * applies counts. May be put on an annotation of your own.
 *
 * <p>Checked before the handler's arguments are read: the credential is judged anew, at the issuer if need be. One that was
 * revoked meanwhile gets 401; while nobody can say, the answer is 503 with {@code Retry-After}. Clerk's session tokens,
 * which the issuer knows nothing of, are only as fresh as their 60 seconds. On anything but a request handler it stops the
 * service from starting.
 *
 * <p>An answer of the issuer may itself go by what it knew 200 ms before the question, which is counted in: one given to an
 * earlier use serves for this much less time. So a value below {@code 200ms} can't be kept.
 *
 * <p>A value that is no duration, or below that, stops the service from starting, and so does a service without
 * {@code hubify.resource.client-id}, which could not keep the promise.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface MaxStaleness {

    /** A duration such as {@code 2s}, {@code 500ms} or {@code PT2S}. */
    String value();
}
