package com.hubify.identity.resource.verification;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;

/** Verifies the signed tokens of one issuer. */
public interface TokenVerifier {

    /**
     * Verifies a token of which nothing has been trusted yet, save that it names this issuer.
     *
     * @param claims of the token
     * @param mayWait whether the issuer may be asked; if not, the answer is unavailable where it would have to be
     */
    Verification verify(SignedJWT token, JWTClaimsSet claims, boolean mayWait);
}
