package com.hubify.identity.server.signing;

import org.springframework.security.oauth2.jwt.JwtEncoder;

/** What the rest of the server gets from a set of keys, for tests of other packages. */
public final class TestSigning {

    private TestSigning() {}

    public static JwtEncoder encoder(SigningKeys keys) {
        return new SigningJwtEncoder(keys);
    }

    public static OwnTokens ownTokens(SigningKeys keys) {
        return new OwnTokens(keys);
    }
}
