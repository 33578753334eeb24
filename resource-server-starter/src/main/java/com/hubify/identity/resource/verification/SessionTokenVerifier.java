package com.hubify.identity.resource.verification;

import com.hubify.identity.protocol.Ancestor;
import com.hubify.identity.protocol.Lineage;
import com.hubify.identity.protocol.Scopes;
import com.hubify.identity.protocol.TokenClaims;
import com.hubify.identity.resource.Caller;
import com.hubify.identity.resource.keys.IssuerKeys;
import com.hubify.identity.resource.revocation.LineageDigest;
import com.hubify.identity.resource.settings.ResourceServerProperties;
import com.hubify.identity.resource.verification.Verification.Reason;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Verifies Clerk session tokens. One Clerk key signs session tokens, ID tokens, access tokens for third parties, machine and
 * template tokens, so they are told apart by what every session token has and no other has.
 */
public final class SessionTokenVerifier implements TokenVerifier {

    private static final Pattern USER = Pattern.compile("user_\\w{1,64}");
    private static final Pattern SESSION = Pattern.compile("sess_\\w{1,64}");

    /** Header {@code cat}: session tokens, and the one some instances stamp on everything. Absent in older tokens. */
    private static final Set<String> CATEGORIES = Set.of("cl_B7d4PD111AAA", "cl_I7d4PD111III");

    private final SignedTokens tokens;
    private final ResourceServerProperties.Clerk policy;
    private final Scopes scopes;

    public SessionTokenVerifier(IssuerKeys keys, ResourceServerProperties.Clerk policy, Clock clock) {
        this.tokens = new SignedTokens(keys, Set.of(JWSAlgorithm.RS256), clock);
        this.policy = policy;
        this.scopes = Scopes.parse(policy.scopes()).orElseThrow();
    }

    @Override
    public Verification verify(SignedJWT token, JWTClaimsSet claims, boolean mayWait) {
        if (!mayBeSession(token.getHeader())) {
            return Verification.refused(Reason.HEADER);
        }
        Verification objection = tokens.objection(token, mayWait);
        return objection == null ? judge(claims) : objection;
    }

    private static boolean mayBeSession(JWSHeader header) {
        JOSEObjectType type = header.getType();
        Object category = header.getCustomParam("cat");
        boolean plainType = type == null || type.getType().equals("JWT");
        return plainType && (category == null || CATEGORIES.contains(category));
    }

    private Verification judge(JWTClaimsSet claims) {
        if (!tokens.isTimely(claims) || livesTooLong(claims)) {
            return Verification.refused(Reason.TIME);
        }
        if (claims.getClaims().containsKey(TokenClaims.CONFIRMATION)) {
            return Verification.refused(Reason.BOUND);
        }
        if (!isSession(claims) || !isPermitted(claims)) {
            return Verification.refused(Reason.CLAIMS);
        }
        if (!isForUs(claims)) {
            return Verification.refused(Reason.AUDIENCE);
        }
        Caller caller = Caller.of(Caller.Kind.SESSION_TOKEN, claims.getSubject(), scopes);
        return new Verification.Accepted(
                ClerkOrganization.in(claims).map(caller::withOrganization).orElse(caller),
                LineageDigest.of(lineage(claims)),
                SignedTokens.end(claims),
                false);
    }

    // Not by signing key: Clerk's are not ours to revoke, and one of its key ids may read like one of ours.
    private static Lineage lineage(JWTClaimsSet claims) {
        return new Lineage(
                claims.getIssueTime().toInstant(),
                List.of(
                        new Ancestor(Ancestor.Kind.SUBJECT, claims.getSubject()),
                        new Ancestor(Ancestor.Kind.SESSION, (String) claims.getClaim(TokenClaims.SESSION_ID))));
    }

    private boolean livesTooLong(JWTClaimsSet claims) {
        Duration life = Duration.between(
                claims.getIssueTime().toInstant(), claims.getExpirationTime().toInstant());
        return life.compareTo(policy.maxLifetime()) > 0;
    }

    private static boolean isSession(JWTClaimsSet claims) {
        return matches(USER, claims.getSubject())
                && matches(SESSION, claims.getClaim(TokenClaims.SESSION_ID))
                && !claims.getClaims().containsKey(TokenClaims.CLIENT_ID)
                && !claims.getClaims().containsKey("nonce");
    }

    /** A pending session belongs to somebody who may not use the application yet. */
    private boolean isPermitted(JWTClaimsSet claims) {
        Object status = claims.getClaim("sts");
        boolean active = status == null || status.equals("active");
        return active && (policy.acceptImpersonation() || !claims.getClaims().containsKey("act"));
    }

    private boolean isForUs(JWTClaimsSet claims) {
        if (policy.authorizedParties().isEmpty()) {
            return true;
        }
        Object party = claims.getClaim("azp");
        return party == null
                ? policy.acceptMissingParty()
                : policy.authorizedParties().contains(party);
    }

    private static boolean matches(Pattern pattern, Object value) {
        return value instanceof String text && pattern.matcher(text).matches();
    }
}
