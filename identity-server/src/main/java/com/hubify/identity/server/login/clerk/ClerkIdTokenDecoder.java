package com.hubify.identity.server.login.clerk;

import com.hubify.identity.server.clerk.ClerkKeys;
import com.hubify.identity.server.clerk.ClerkUnavailable;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.proc.BadJWSException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;

/**
 * Decodes ID tokens of Clerk. Its key id is the id of the instance, so after a rotation a new key may have the old one's id:
 * where a signature does not match, the keys are fetched again, and if there are others the token gets a second try.
 */
final class ClerkIdTokenDecoder implements JwtDecoder {

    private final ClerkKeys keys;
    private final JwtDecoder decoder;

    ClerkIdTokenDecoder(ClerkKeys keys, JwtDecoder decoder) {
        this.keys = keys;
        this.decoder = decoder;
    }

    @Override
    public Jwt decode(String token) {
        JWKSet before = known();
        try {
            return decoder.decode(token);
        } catch (JwtException e) {
            if (e.getCause() instanceof BadJWSException && keys.haveReplaced(before)) {
                return decoder.decode(token);
            }
            throw e;
        }
    }

    private JWKSet known() {
        try {
            return keys.current();
        } catch (ClerkUnavailable e) {
            throw new JwtException("Clerk's keys can't be read", e);
        }
    }
}
