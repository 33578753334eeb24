package com.hubify.identity.server.signing.rotation;

import com.nimbusds.jose.JWSAlgorithm;

/** An operator's wish that can't be fulfilled before some version's time is over. */
final class TooManyVersions extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TooManyVersions(JWSAlgorithm algorithm, int most) {
        super(most + " versions are published for " + algorithm + ", which is the most");
    }
}
