package com.hubify.identity.server.login;

import com.hubify.identity.server.authorization.InterruptedRequest;
import java.time.Instant;

/**
 * One walk to Clerk and back.
 *
 * @param interrupted where the person goes on afterwards
 * @param begun when they were sent to Clerk
 * @param fresh whether they had to prove who they are, whatever session they have at Clerk
 * @param nonce what Clerk's ID token must answer (OpenID Connect Core, section 3.1.2.1)
 * @param codeVerifier what the code is redeemed with (RFC 7636)
 */
record SignInAttempt(InterruptedRequest interrupted, Instant begun, boolean fresh, String nonce, String codeVerifier) {}
