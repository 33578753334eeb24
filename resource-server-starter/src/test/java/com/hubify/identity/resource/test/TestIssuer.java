package com.hubify.identity.resource.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Lets the service under test trust a stub issuer in this JVM, for access tokens, keys and Clerk session tokens, and puts a
 * {@link TestTokens} bean into its context. The service's other settings stay as they are.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface TestIssuer {}
