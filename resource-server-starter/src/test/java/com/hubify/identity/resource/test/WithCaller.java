package com.hubify.identity.resource.test;

import com.hubify.identity.resource.Caller;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.security.test.context.support.WithSecurityContext;

/**
 * Runs a test as if the request came from this caller, without any credential: with MockMvc, RestTestClient and
 * WebTestClient, on either stack, and over a real port for whatever asks while the test runs. What only a credential can show
 * takes {@link TestTokens}.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@WithSecurityContext(factory = CallerSecurityContext.class)
public @interface WithCaller {

    /** Granted scopes. */
    String[] scopes() default {};

    String subject() default TestTokens.SUBJECT;

    Caller.Kind kind() default Caller.Kind.ACCESS_TOKEN;

    /** Client the credential was issued to; none if empty. Equal to the subject, a client acts for itself. */
    String clientId() default "";

    /** Public id of the key; none if empty. */
    String keyId() default "";

    /** Id of the active organization; none if empty. */
    String organization() default "";

    /** How long ago the person signed in, such as {@code 5m}, by the service's clock; unknown if empty. */
    String signedInAgo() default "";

    /** Authentication context class of that sign-in; unknown if empty. */
    String acr() default "";
}
