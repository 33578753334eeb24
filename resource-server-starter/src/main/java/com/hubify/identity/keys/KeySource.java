package com.hubify.identity.keys;

import com.nimbusds.jose.jwk.JWKSet;
import java.io.IOException;
import java.util.Optional;

/** Where the public keys of one issuer come from. */
public interface KeySource {

    /** The issuer, for messages. */
    String issuer();

    /** The keys as they are now. May take as long as the time-outs of a network allow. */
    JWKSet keys() throws IOException;

    /** A mistake in the settings, because of which there are no keys; for health details. */
    default Optional<String> mistake() {
        return Optional.empty();
    }
}
