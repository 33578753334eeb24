package com.hubify.identity.resource.verification;

import com.nimbusds.jwt.SignedJWT;
import java.util.Optional;

/** Judges the signed tokens of one issuer. Nothing in the token has been trusted yet, save that it names that issuer. */
public interface TokenVerifier {

    Verification verify(SignedJWT token);

    /** The same, if it can be said without input, output or waiting. */
    default Optional<Verification> unaided(SignedJWT token) {
        return Optional.empty();
    }
}
