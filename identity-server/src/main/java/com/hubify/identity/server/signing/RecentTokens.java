package com.hubify.identity.server.signing;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.hubify.identity.protocol.Sha256;
import com.nimbusds.jose.jwk.JWKSet;
import java.util.Map;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;

/**
 * Cache of tokens whose signature is verified, by the digest of the whole token: a service that introspects sends the
 * same token with each of its requests. An entry is valid only while the same keys are published, so that tokens of a
 * removed key are refused. Expiry and revocation are checked elsewhere, at each use.
 */
final class RecentTokens {

    /** About 2 KB each. Only verified tokens are kept, so an attacker cannot evict others. */
    private static final int MOST = 2_000;

    private final Cache<String, Verified> recent =
            Caffeine.newBuilder().maximumSize(MOST).build();

    /** Without the token itself, which must not stay in memory after its request. */
    private record Verified(JWKSet published, Map<String, Object> headers, Map<String, Object> claims) {

        Jwt of(String token) {
            return Jwt.withTokenValue(token)
                    .headers(all -> all.putAll(headers))
                    .claims(all -> all.putAll(claims))
                    .build();
        }
    }

    /** @throws org.springframework.security.oauth2.jwt.JwtException if the decoder does */
    Jwt get(String token, JWKSet published, JwtDecoder decoder) {
        String digest = Sha256.base64Url(token);
        Verified known = recent.getIfPresent(digest);
        if (known != null && known.published() == published) {
            return known.of(token);
        }
        Jwt decoded = decoder.decode(token);
        recent.put(digest, new Verified(published, decoded.getHeaders(), decoded.getClaims()));
        return decoded;
    }
}
