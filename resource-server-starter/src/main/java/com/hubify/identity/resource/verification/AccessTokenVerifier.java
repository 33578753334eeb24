package com.hubify.identity.resource.verification;

import com.hubify.identity.keys.IssuerKeys;
import com.hubify.identity.keys.KeysUnavailable;
import com.hubify.identity.keys.SignedTokens;
import com.hubify.identity.protocol.Lineage;
import com.hubify.identity.protocol.Scopes;
import com.hubify.identity.protocol.TokenClaims;
import com.hubify.identity.resource.Caller;
import com.hubify.identity.resource.revocation.LineageDigest;
import com.hubify.identity.resource.verification.Verification.Reason;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jwt.JWTClaimNames;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Verifies access tokens of the identity server. Only the type {@code at+jwt} passes: an ID token has the same issuer and key, but
 * is meant for the client.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9068#section-4">RFC 9068, section 4</a>
 */
public final class AccessTokenVerifier implements TokenVerifier {

    private static final Set<String> TYPES =
            Set.of(TokenClaims.ACCESS_TOKEN_TYPE, "application/" + TokenClaims.ACCESS_TOKEN_TYPE);

    private final SignedTokens tokens;
    private final String audience;
    private final @Nullable AccessTokenRules rules;

    /** @param rules of the service's own, which may wait for whatever they like; null for none */
    public AccessTokenVerifier(
            IssuerKeys keys,
            Set<JWSAlgorithm> algorithms,
            String audience,
            Clock clock,
            @Nullable AccessTokenRules rules) {
        this.tokens = new SignedTokens(keys, algorithms, clock);
        this.audience = audience;
        this.rules = rules;
    }

    @Override
    public Verification verify(SignedJWT token, JWTClaimsSet claims, boolean mayWait) {
        if (!isAccessToken(token.getHeader())) {
            return Verification.refused(Reason.HEADER);
        }
        if (rules != null && !mayWait) {
            return Verification.Unavailable.WITHOUT_WAITING;
        }
        try {
            SignedTokens.Objection objection = tokens.objection(token, mayWait);
            return objection == null ? judge(token, claims) : Verification.refused(reason(objection));
        } catch (KeysUnavailable e) {
            return new Verification.Unavailable(e.retryAfter());
        }
    }

    private static Reason reason(SignedTokens.Objection objection) {
        return switch (objection) {
            case HEADER -> Reason.HEADER;
            case UNKNOWN_KEY -> Reason.UNKNOWN_KEY;
            case SIGNATURE -> Reason.SIGNATURE;
        };
    }

    /** Whether the header is that of an access token, which always names its type and key. */
    static boolean isAccessToken(JWSHeader header) {
        JOSEObjectType type = header.getType();
        return type != null && TYPES.contains(type.getType()) && header.getKeyID() != null;
    }

    /**
     * Accepts verified claims if they are complete.
     *
     * @param keyId {@code kid} of the key that signed them
     * @param expires from when on the token is expired
     */
    static Verification accept(Map<String, Object> claims, String keyId, Instant issued, Instant expires) {
        // A thief of a bound token can't prove possession of the key. Accepting it as a bearer token would
        // undo the binding.
        if (claims.containsKey(TokenClaims.CONFIRMATION)) {
            return Verification.refused(Reason.BOUND);
        }
        String subject = text(claims, JWTClaimNames.SUBJECT);
        String client = text(claims, TokenClaims.CLIENT_ID);
        Optional<Scopes> scopes = scopes(claims.get(TokenClaims.SCOPE));
        boolean complete = !subject.isBlank()
                && !client.isBlank()
                && !text(claims, JWTClaimNames.JWT_ID).isBlank();
        if (!complete || scopes.isEmpty()) {
            return Verification.refused(Reason.CLAIMS);
        }
        try {
            Caller caller =
                    Caller.of(Caller.Kind.ACCESS_TOKEN, subject, scopes.get()).withClientId(client);
            String exchanged = text(claims, TokenClaims.KEY_ID);
            return new Verification.Accepted(
                    signedIn(acting(exchanged.isEmpty() ? caller : caller.withKeyId(exchanged), claims), claims),
                    LineageDigest.ofToken(Lineage.ofToken(issued, claims, keyId)),
                    expires,
                    false);
        } catch (IllegalArgumentException e) {
            // An identifier too long to be revoked.
            return Verification.refused(Reason.CLAIMS);
        }
    }

    private static Caller acting(Caller caller, Map<String, Object> claims) {
        String organization = text(claims, TokenClaims.ORGANIZATION);
        String createdBy = text(claims, TokenClaims.CREATED_BY);
        Caller made = createdBy.isEmpty() ? caller : caller.withCreatedBy(createdBy);
        return organization.isEmpty()
                ? made
                : made.withOrganization(new Caller.Organization(
                        organization, "", text(claims, TokenClaims.ORGANIZATION_ROLE), List.of()));
    }

    // A time that is none is left out: the token is good, but not for what asks for a recent sign-in.
    private static Caller signedIn(Caller caller, Map<String, Object> claims) {
        Caller timed = time(claims.get(TokenClaims.AUTH_TIME))
                .map(caller::withSignedInAt)
                .orElse(caller);
        String acr = text(claims, TokenClaims.ACR);
        Caller classed = acr.isEmpty() ? timed : timed.withAcr(acr);
        String actor = TokenClaims.actor(claims);
        return actor == null ? classed : classed.withActor(actor);
    }

    private static Optional<Instant> time(@Nullable Object claim) {
        // A decoder of the service's own may have read it.
        if (claim instanceof Instant at) {
            return Optional.of(at);
        }
        return claim instanceof Number seconds
                        && seconds.doubleValue() >= 0
                        && seconds.doubleValue() <= Instant.MAX.getEpochSecond()
                ? Optional.of(Instant.ofEpochSecond(seconds.longValue()))
                : Optional.empty();
    }

    private Verification judge(SignedJWT token, JWTClaimsSet claims) {
        if (!claims.getAudience().contains(audience)) {
            return Verification.refused(Reason.AUDIENCE);
        }
        if (!tokens.isTimely(claims)) {
            return Verification.refused(Reason.TIME);
        }
        Verification verification = accept(
                claims.getClaims(),
                token.getHeader().getKeyID(),
                claims.getIssueTime().toInstant(),
                SignedTokens.end(claims));
        return verification instanceof Verification.Accepted && rules != null && !rules.allow(token, claims)
                ? Verification.refused(Reason.CLAIMS)
                : verification;
    }

    /** The scopes of a claim or member {@code scope}; none if it is missing, empty if it is malformed. */
    static Optional<Scopes> scopes(@Nullable Object scope) {
        if (scope == null) {
            return Optional.of(Scopes.none());
        }
        return scope instanceof String text ? Scopes.parse(text) : Optional.empty();
    }

    private static String text(Map<String, Object> claims, String name) {
        return claims.get(name) instanceof String text ? text : "";
    }
}
