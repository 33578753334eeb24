package com.hubify.identity.resource;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Allows only callers who are people and have signed in recently, for what a stolen token or an unlocked screen must not
 * be enough for. Stands and is enforced wherever {@link RequiresScope} is, and is checked after it. Of several that
 * apply, on a method, its type and their supertypes, the smallest age counts, and the class must be one of each.
 *
 * <p>A caller whose sign-in is too old, or not known, gets 401 {@code insufficient_user_authentication} with
 * {@code max_age} and {@code acr_values}, to authorize anew with these parameters and repeat the request. API keys,
 * tokens that a key was exchanged for, clients that act for themselves and impersonators ({@link Caller#actor}) never pass:
 * they get 403, since none of them can sign in as the person. The time and class are those of {@link Caller#signedInAt} and {@link Caller#acr}; a time more than five
 * seconds in the future does not count.
 *
 * <p>A value that is not a positive duration in whole seconds stops the start.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9470#section-3">RFC 9470, section 3</a>
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface RequiresRecentSignIn {

    /** The largest age of the sign-in, such as {@code 10m}, {@code 90s} or {@code PT10M}. */
    String value();

    /** Authentication context classes, the preferred one first, one of which the sign-in must have; any if empty. */
    String[] acr() default {};
}
