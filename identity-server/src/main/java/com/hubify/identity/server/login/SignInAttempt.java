package com.hubify.identity.server.login;

import com.hubify.identity.server.authorization.InterruptedRequest;
import java.time.Instant;

/**
 * One walk to Clerk and back.
 *
 * @param resumed where the person goes on afterwards: what was interrupted, or the address to which the browser carries it
 * @param begun when they were sent to Clerk
 * @param request the digest of what was interrupted, which this sign-in answers, or {@link #NO_REQUEST}
 * @param nonce what Clerk's ID token must answer (OpenID Connect Core, section 3.1.2.1)
 * @param codeVerifier what the code is redeemed with (RFC 7636)
 * @param fresh whether Clerk was told to ask the person, whatever session they have there
 */
record SignInAttempt(
        InterruptedRequest resumed, Instant begun, String request, String nonce, String codeVerifier, boolean fresh) {

    /** For a sign-in that answers no request, wherever it leads. */
    static final String NO_REQUEST = "";
}
