package com.hubify.identity.server.exchange;

import com.hubify.identity.protocol.TokenClaims;
import com.hubify.identity.server.apikey.ApiKey;
import com.hubify.identity.server.apikey.ApiKeyVerification;
import com.hubify.identity.server.apikey.StoredApiKeyVerifier;
import com.hubify.identity.server.apikey.introspection.ApiKeyUses;
import com.hubify.identity.server.apikey.introspection.KnownApiKeys;
import com.hubify.identity.server.client.SenderNetwork;
import com.hubify.identity.server.organization.acting.ActingMember;
import com.hubify.identity.server.organization.acting.ActingMembers;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * API keys. A token names the key and its state, so it ends when the key is revoked or changed. Not verified from memory: a
 * token must not be issued for a key that another node has just revoked.
 */
@Component
class ApiKeySubjectTokens implements SubjectTokens {

    private final StoredApiKeyVerifier verifier;
    private final KnownApiKeys known;
    private final ApiKeyUses uses;
    private final ActingMembers members;

    ApiKeySubjectTokens(StoredApiKeyVerifier verifier, KnownApiKeys known, ApiKeyUses uses, ActingMembers members) {
        this.verifier = verifier;
        this.known = known;
        this.uses = uses;
        this.members = members;
    }

    @Override
    public String type() {
        return TokenClaims.API_KEY_TOKEN_TYPE;
    }

    @Override
    public Optional<Subject> verify(String token) {
        // Attack: exchange a stolen key elsewhere for a token, which services take from anywhere.
        return verifier.from(SenderNetwork.address(), known.verifyAnew(token))
                        instanceof ApiKeyVerification.Accepted accepted
                ? Optional.of(subject(accepted.key()))
                : Optional.empty();
    }

    private Subject subject(ApiKey key) {
        uses.note(key);
        Map<String, Object> claims = new HashMap<>();
        claims.put(TokenClaims.KEY_ID, key.id().value());
        claims.put(TokenClaims.KEY_STATE, key.changes());
        // The membership as well, so that the token ends with it.
        if (key.creator() != null) {
            claims.put(TokenClaims.ORGANIZATION, Objects.requireNonNull(key.organization()));
            claims.put(TokenClaims.CREATED_BY, key.creator().value());
        } else if (key.organization() != null) {
            claims.put(TokenClaims.ORGANIZATION, key.organization());
            members.find(key.owner(), key.organization())
                    .map(ActingMember::claims)
                    .ifPresent(claims::putAll);
        }
        return new Subject(key.owner().value(), key.scopes(), key.expiresAt(), key.lineage(), claims);
    }
}
