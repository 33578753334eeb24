package com.hubify.clerk.token;

import com.hubify.clerk.grant.Grant;
import com.hubify.clerk.grant.Grants;
import com.hubify.clerk.instance.ClerkIds;
import com.hubify.clerk.instance.InstanceProperties;
import com.hubify.clerk.instance.Issuer;
import com.hubify.clerk.signing.InstanceSigner;
import com.hubify.clerk.signing.TokenClass;
import com.hubify.clerk.signing.TokenHeader;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** Issues access tokens in the instance's format, and recognises both formats again. */
@Component
class AccessTokens {

    private final Clock clock;
    private final Issuer issuer;
    private final InstanceProperties instance;
    private final ClerkIds ids;
    private final InstanceSigner signer;
    private final Grants grants;

    AccessTokens(
            Clock clock,
            Issuer issuer,
            InstanceProperties instance,
            ClerkIds ids,
            InstanceSigner signer,
            Grants grants) {
        this.clock = clock;
        this.issuer = issuer;
        this.instance = instance;
        this.ids = ids;
        this.signer = signer;
        this.grants = grants;
    }

    String issue(Grant grant, Set<String> scopes, Instant now) {
        return instance.switches().jwtAccessTokens()
                ? signer.sign(header(), claims(grant, scopes, now))
                : grants.issueAccessToken(grant, scopes, now, now.plus(TokenMinter.LIFE));
    }

    /** What a good access token says. A JWT is good until it expires: nothing revokes it. */
    Optional<AccessToken> read(String token) {
        return token.startsWith(Grants.ACCESS_TOKEN_PREFIX)
                ? grants.accessToken(token)
                        .map(opaque -> new AccessToken(
                                opaque.grant().clientId(),
                                opaque.grant().userId(),
                                opaque.scopes(),
                                opaque.issuedAt().getEpochSecond(),
                                Optional.ofNullable(opaque.grant().organizationId())))
                : signer.verifyAccessToken(token).filter(this::isCurrent).map(AccessTokens::accessToken);
    }

    /** Whether this is one of our JWT access tokens, good or expired. */
    boolean isJwt(String token) {
        return signer.verifyAccessToken(token).isPresent();
    }

    private TokenHeader header() {
        return TokenHeader.of(
                TokenHeader.ACCESS_TOKEN, instance.switches().catInOauthTokens() ? TokenClass.IGNORE : null);
    }

    private Map<String, Object> claims(Grant grant, Set<String> scopes, Instant now) {
        Map<String, Object> claims = new TreeMap<>();
        claims.put("client_id", grant.clientId());
        // One second more than expires_in says, as seen in tokens of real instances.
        claims.put("exp", now.plus(TokenMinter.LIFE).getEpochSecond() + 1);
        claims.put("iat", now.getEpochSecond());
        claims.put("iss", issuer.value());
        claims.put("jti", ids.nextAccessTokenId());
        claims.put("nbf", now.getEpochSecond() - 10);
        claims.put("scope", String.join(" ", scopes));
        claims.put("sub", grant.userId());
        if (grant.resource() != null && instance.switches().includeAudience()) {
            claims.put("aud", grant.resource());
        }
        if (grant.organizationId() != null && scopes.contains("user:org:read")) {
            claims.put("org_id", grant.organizationId());
        }
        return claims;
    }

    private boolean isCurrent(Map<String, Object> claims) {
        return claims.get("exp") instanceof Number expiry && clock.instant().getEpochSecond() < expiry.longValue();
    }

    private static AccessToken accessToken(Map<String, Object> claims) {
        return new AccessToken(
                String.valueOf(claims.get("client_id")),
                String.valueOf(claims.get("sub")),
                new LinkedHashSet<>(
                        Arrays.asList(String.valueOf(claims.get("scope")).split(" "))),
                ((Number) claims.getOrDefault("iat", 0L)).longValue(),
                Optional.ofNullable((String) claims.get("org_id")));
    }
}
