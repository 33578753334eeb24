package com.hubify.identity.server.exchange;

import com.hubify.identity.keys.KeySource;
import com.hubify.identity.server.clerk.ClerkKeys;
import com.hubify.identity.server.clerk.ClerkUnavailable;
import com.nimbusds.jose.jwk.JWKSet;
import java.io.IOException;

/**
 * The keys that sign-ins use, too, so that Clerk is asked for one set by one client. They are asked for again where a token's key
 * is unknown or did not sign it: Clerk may have replaced the key under its id.
 */
record SessionTokenKeys(String issuer, ClerkKeys clerk) implements KeySource {

    @Override
    public JWKSet keys() throws IOException {
        try {
            JWKSet known = clerk.current();
            return clerk.haveReplaced(known) ? clerk.current() : known;
        } catch (ClerkUnavailable e) {
            throw new IOException(e);
        }
    }
}
