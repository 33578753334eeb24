package com.hubify.identity.resource.test;

import com.hubify.identity.protocol.Ancestor;
import com.hubify.identity.protocol.Lineage;
import com.hubify.identity.protocol.TokenClaims;
import com.nimbusds.jose.jwk.JWK;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What the stub's introspection says of credentials. What was forgotten or revoked stays so. */
final class StubCredentials {

    private static final Map<String, Object> INACTIVE = Map.of("active", false);

    private final Map<String, Map<String, Object>> keys = new ConcurrentHashMap<>();
    private final Set<String> forgotten = ConcurrentHashMap.newKeySet();
    private final StubRevocations revocations;

    StubCredentials(StubRevocations revocations) {
        this.revocations = revocations;
    }

    void know(String key, Map<String, Object> answer) {
        keys.put(key, answer);
    }

    void forget(String credential) {
        forgotten.add(credential);
    }

    void recall(String credential) {
        forgotten.remove(credential);
    }

    /** @param published keys that access tokens may be signed with */
    Map<String, Object> answer(String credential, List<JWK> published) {
        if (forgotten.contains(credential)) {
            return INACTIVE;
        }
        Map<String, Object> key = keys.get(credential);
        if (key != null) {
            return isRevoked(key) ? INACTIVE : key;
        }
        return new StubTokens(published, revocations).claims(credential).orElse(INACTIVE);
    }

    private boolean isRevoked(Map<String, Object> key) {
        return key.get(TokenClaims.KEY_ID) instanceof String id
                && key.get("sub") instanceof String owner
                && owner.length() <= Ancestor.MAX_LENGTH
                && key.get("iat") instanceof Number issuedAt
                && revocations.isRevoked(Lineage.ofKey(Instant.ofEpochSecond(issuedAt.longValue()), id, owner));
    }
}
