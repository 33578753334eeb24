package com.hubify.identity.server.apikey;

import com.hubify.testing.TestClock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;

/** Access tokens by their claims; everything else is a bad token, as it would be to the server's own decoder. */
public final class TestTokens implements JwtDecoder {

    private static final Instant ISSUED_AT = TestClock.START;

    private final Map<String, Jwt> issued = new ConcurrentHashMap<>();

    /** The header of a person who signed in with the command line. */
    public String person(String subject, String scope) {
        return token(Map.of("sub", subject, "client_id", "hubify-cli", "scope", scope));
    }

    /** The header of a client that acts for itself. */
    public String machine(String client, String scope) {
        return token(Map.of("sub", client, "client_id", client, "scope", scope));
    }

    public String token(Map<String, Object> claims) {
        String value = "token-" + issued.size();
        issued.put(value, new Jwt(value, ISSUED_AT, null, Map.of("alg", "ES256", "kid", "k"), claims));
        return "Bearer " + value;
    }

    @Override
    public Jwt decode(String token) {
        Jwt jwt = issued.get(token);
        if (jwt == null) {
            throw new BadJwtException("An error occurred: " + token);
        }
        return jwt;
    }
}
