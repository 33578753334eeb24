package com.hubify.identity.resource;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The largest age that this service's knowledge of revocations may have when the handler runs, if that must be less
 * than {@code hubify.resource.max-staleness} of the whole service. For a handler method or its type; the smallest value
 * that applies counts. Can be used as a meta-annotation.
 *
 * <p>Enforced before the handler's arguments are resolved: the credential is verified again, by introspection at the
 * issuer if need be. If it has been revoked, the answer is 401; if the issuer cannot be reached, 503 with
 * {@code Retry-After}. Clerk session tokens cannot be introspected and remain valid until they expire, after 60
 * seconds. On anything but a request handler the annotation stops the start.
 *
 * <p>An introspection answer may itself be 200 ms behind; this is counted as part of its age. A value below
 * {@code 200ms} can therefore not be guaranteed.
 *
 * <p>A value that is not a duration or is below 200 ms stops the start. So does a missing
 * {@code hubify.resource.client-id}, without which revocations are unknown.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface MaxStaleness {

    /** A duration, such as {@code 2s}, {@code 500ms} or {@code PT2S}. */
    String value();
}
