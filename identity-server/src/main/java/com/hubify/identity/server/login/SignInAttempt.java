package com.hubify.identity.server.login;

import com.hubify.identity.server.authorization.InterruptedRequest;
import java.time.Instant;

/**
 * One sign-in attempt at Clerk.
 *
 * @param resumed target after the sign-in: the interrupted request, or the path whose cookies hold it
 * @param begun when the person was sent to Clerk
 * @param request digest of the interrupted request that this sign-in satisfies, or {@link #NO_REQUEST}
 * @param nonce nonce that Clerk's ID token must contain (OpenID Connect Core, section 3.1.2.1)
 * @param codeVerifier PKCE code verifier (RFC 7636)
 * @param fresh whether Clerk was told to prompt, whatever session the person has there
 */
record SignInAttempt(
        InterruptedRequest resumed, Instant begun, String request, String nonce, String codeVerifier, boolean fresh) {

    /** For a sign-in that satisfies no request. */
    static final String NO_REQUEST = "";
}
