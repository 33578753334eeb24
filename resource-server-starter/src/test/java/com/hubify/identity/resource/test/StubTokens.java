package com.hubify.identity.resource.test;

import com.hubify.identity.protocol.Lineage;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the stub's introspection says of access tokens: the claims of those it has signed itself and nobody has revoked.
 * Expired ones are for the service to notice, which may live by a clock of its test's.
 */
final class StubTokens {

    private final List<JWK> published;
    private final StubRevocations revocations;

    StubTokens(List<JWK> published, StubRevocations revocations) {
        this.published = published;
        this.revocations = revocations;
    }

    /** The token's own id, if it has one. */
    static Optional<String> id(String token) {
        try {
            return Optional.ofNullable(SignedJWT.parse(token).getJWTClaimsSet().getJWTID());
        } catch (ParseException e) {
            throw new IllegalArgumentException("Neither a key nor a token: " + token, e);
        }
    }

    Optional<Map<String, Object>> claims(String credential) {
        try {
            SignedJWT token = SignedJWT.parse(credential);
            return isOurs(token) && !isRevoked(token) ? Optional.of(answer(token)) : Optional.empty();
        } catch (ParseException | JOSEException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private boolean isOurs(SignedJWT token) throws JOSEException {
        for (JWK key : published) {
            boolean named = key.getKeyID().equals(token.getHeader().getKeyID());
            if (named && key instanceof ECKey ec && token.verify(new ECDSAVerifier(ec))) {
                return true;
            }
        }
        return false;
    }

    private boolean isRevoked(SignedJWT token) throws ParseException {
        Instant issuedAt = token.getJWTClaimsSet().getIssueTime().toInstant();
        return revocations.isRevoked(Lineage.ofToken(
                issuedAt, token.getJWTClaimsSet().getClaims(), token.getHeader().getKeyID()));
    }

    private static Map<String, Object> answer(SignedJWT token) {
        Map<String, Object> members = new HashMap<>(token.getPayload().toJSONObject());
        members.put("active", true);
        members.put("token_type", "Bearer");
        return members;
    }
}
