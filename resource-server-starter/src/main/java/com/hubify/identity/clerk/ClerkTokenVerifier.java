package com.hubify.identity.clerk;

import com.hubify.identity.clerk.ClerkFinding.Bad;
import com.hubify.identity.clerk.ClerkFinding.Reason;
import com.hubify.identity.keys.IssuerKeys;
import com.hubify.identity.keys.KeysUnavailable;
import com.hubify.identity.keys.SignedTokens;
import com.hubify.identity.protocol.TokenClaims;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Verifies tokens of a Clerk instance: what Clerk's own verifier checks, and what it leaves out (issuer, session id, status,
 * class, longest life, critical headers).
 */
public final class ClerkTokenVerifier {

    private static final String STATUS = "sts";

    /** Of a factor; longer than sessions are. */
    private static final Duration LONGEST_AGE = Duration.ofDays(3650);

    private final SignedTokens tokens;
    private final ClerkTokenPolicy policy;

    public ClerkTokenVerifier(IssuerKeys keys, ClerkTokenPolicy policy, Clock clock) {
        this.tokens = new SignedTokens(keys, Set.of(JWSAlgorithm.RS256), clock);
        this.policy = policy;
    }

    /**
     * Verifies a token of which nothing has been trusted yet.
     *
     * @param token as {@link SignedTokens#parse} returns it
     * @param mayWait whether Clerk may be asked for keys
     * @throws KeysUnavailable if no key of the instance is known and Clerk can't be asked, or may not be
     */
    public ClerkFinding verify(SignedJWT token, boolean mayWait) throws KeysUnavailable {
        List<ClerkTokenKind> kinds = Arrays.stream(ClerkTokenKind.values())
                .filter(kind -> policy.accepts(kind) && kind.hasHeader(token.getHeader()))
                .toList();
        if (kinds.isEmpty()) {
            return new Bad(Reason.HEADER);
        }
        SignedTokens.Objection objection = tokens.objection(token, mayWait);
        return objection == null ? judge(kinds, SignedTokens.claims(token)) : new Bad(reason(objection));
    }

    private ClerkFinding judge(List<ClerkTokenKind> kinds, JWTClaimsSet claims) {
        Optional<ClerkTokenKind> kind =
                kinds.stream().filter(each -> each.hasClaims(claims)).findFirst();
        if (!tokens.isTimely(claims)) {
            return new Bad(Reason.TIME);
        }
        if (claims.getClaims().containsKey(TokenClaims.CONFIRMATION)) {
            return new Bad(Reason.BOUND);
        }
        if (kind.isEmpty() || !policy.issuer().equals(claims.getIssuer()) || !hasStatus(claims)) {
            return new Bad(Reason.CLAIMS);
        }
        if (livesTooLong(kind.get(), claims)) {
            return new Bad(Reason.TIME);
        }
        Reason objection = objection(kind.get(), claims);
        return objection == null ? new ClerkFinding.Good(read(kind.get(), claims)) : new Bad(objection);
    }

    /** What speaks against a token that is as it must be; null for nothing. */
    private @Nullable Reason objection(ClerkTokenKind kind, JWTClaimsSet claims) {
        if ("pending".equals(claims.getClaim(STATUS))) {
            return Reason.PENDING;
        }
        if (!policy.acceptImpersonation() && claims.getClaims().containsKey(TokenClaims.ACTOR)) {
            return Reason.IMPERSONATION;
        }
        if (kind.hasParty() && !isForParty(claims)) {
            return Reason.ORIGIN;
        }
        ClerkTokenTerms terms = policy.others().get(kind);
        boolean forUs = kind == ClerkTokenKind.SESSION_TOKEN || (terms != null && terms.allow(kind, claims));
        return forUs ? null : Reason.AUDIENCE;
    }

    private ClerkToken read(ClerkTokenKind kind, JWTClaimsSet claims) {
        Optional<ClerkOrganization> organization = ClerkOrganization.of(kind, claims);
        ClerkTokenTerms terms = policy.others().get(kind);
        ClerkScopes scopes = terms == null ? policy.scopes() : terms.scopes();
        return new ClerkToken(
                kind,
                claims.getSubject(),
                kind == ClerkTokenKind.SESSION_TOKEN ? text(claims.getClaim(TokenClaims.SESSION_ID)) : null,
                client(kind, claims),
                organization.orElse(null),
                scopes.of(organization, claims),
                kind == ClerkTokenKind.SESSION_TOKEN ? signedInAt(claims) : null,
                TokenClaims.actor(claims.getClaims()),
                claims.getIssueTime().toInstant(),
                SignedTokens.end(claims));
    }

    private boolean livesTooLong(ClerkTokenKind kind, JWTClaimsSet claims) {
        ClerkTokenTerms terms = policy.others().get(kind);
        Duration longest = terms == null ? policy.maxLifetime() : terms.maxLifetime();
        Duration life = Duration.between(
                claims.getIssueTime().toInstant(), claims.getExpirationTime().toInstant());
        return life.compareTo(longest) > 0;
    }

    private static boolean hasStatus(JWTClaimsSet claims) {
        Object status = claims.getClaim(STATUS);
        return status == null || status.equals("active") || status.equals("pending");
    }

    private boolean isForParty(JWTClaimsSet claims) {
        if (policy.authorizedParties().isEmpty()) {
            return true;
        }
        Object party = claims.getClaim(ClerkTokenKind.PARTY);
        return party == null
                ? policy.acceptMissingParty()
                : policy.authorizedParties().contains(party);
    }

    private static @Nullable String client(ClerkTokenKind kind, JWTClaimsSet claims) {
        return switch (kind) {
            case SESSION_TOKEN, TEMPLATE_TOKEN -> null;
            case ACCESS_TOKEN -> text(claims.getClaim(TokenClaims.CLIENT_ID));
            case ID_TOKEN -> claims.getAudience().get(0);
            case MACHINE_TOKEN -> claims.getSubject();
        };
    }

    /**
     * By the ages of the factors at the time of issue ({@code fva}), where -1 is for none. They are whole minutes, rounded down: the
     * earliest possible time counts, or a demand for one minute would be met after two.
     */
    private static @Nullable Instant signedInAt(JWTClaimsSet claims) {
        return claims.getClaim("fva") instanceof List<?> ages
                        && !ages.isEmpty()
                        && ages.get(0) instanceof Number minutes
                        && minutes.longValue() >= 0
                        && minutes.longValue() <= LONGEST_AGE.toMinutes()
                ? claims.getIssueTime().toInstant().minus(Duration.ofMinutes(minutes.longValue() + 1))
                : null;
    }

    private static @Nullable String text(@Nullable Object value) {
        return value instanceof String text ? text : null;
    }

    private static Reason reason(SignedTokens.Objection objection) {
        return switch (objection) {
            case HEADER -> Reason.HEADER;
            case UNKNOWN_KEY -> Reason.UNKNOWN_KEY;
            case SIGNATURE -> Reason.SIGNATURE;
        };
    }
}
