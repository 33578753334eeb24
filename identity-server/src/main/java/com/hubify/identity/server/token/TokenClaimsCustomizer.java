package com.hubify.identity.server.token;

import com.hubify.identity.protocol.TokenClaims;
import com.hubify.identity.server.account.Account;
import com.hubify.identity.server.account.AccountId;
import com.hubify.identity.server.account.Accounts;
import com.hubify.identity.server.account.ClaimsRequest;
import com.hubify.identity.server.account.PersonClaims;
import com.hubify.identity.server.client.HubifyClientSettings;
import com.hubify.identity.server.grant.GrantMember;
import com.hubify.identity.server.organization.acting.ActingMember;
import com.hubify.identity.server.session.SignInAuthentication;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.openid.connect.sdk.claims.AccessTokenHash;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.oidc.IdTokenClaimNames;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.security.oauth2.jose.jws.JwsAlgorithm;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2TokenExchangeAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.stereotype.Component;

/**
 * Claims of issued tokens: access tokens as in RFC 9068, with the ids of their ancestors; ID tokens as in OpenID Connect
 * Core.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9068#section-2">RFC 9068, section 2</a>
 */
@Component
class TokenClaimsCustomizer implements OAuth2TokenCustomizer<JwtEncodingContext> {

    /** OpenID Connect Core, section 11. */
    static final String OFFLINE_ACCESS = "offline_access";

    private final TokenProperties properties;
    private final Accounts accounts;

    TokenClaimsCustomizer(TokenProperties properties, Accounts accounts) {
        this.accounts = accounts;
        this.properties = properties;
    }

    @Override
    public void customize(JwtEncodingContext context) {
        if (OAuth2TokenType.ACCESS_TOKEN.equals(context.getTokenType())) {
            accessToken(context);
        } else {
            idToken(context);
        }
    }

    private void accessToken(JwtEncodingContext context) {
        context.getJwsHeader().type(TokenClaims.ACCESS_TOKEN_TYPE).algorithm(SignatureAlgorithm.ES256);
        JwtClaimsSet.Builder claims = context.getClaims()
                .audience(List.of(properties.audience()))
                .claim(TokenClaims.CLIENT_ID, context.getRegisteredClient().getClientId())
                .claim(TokenClaims.SCOPE, String.join(" ", context.getAuthorizedScopes()));
        if (context.getAuthorization() != null) {
            claims.claim(TokenClaims.GRANT_ID, context.getAuthorization().getId());
        }
        if (context.getAuthorizationGrant() instanceof OAuth2TokenExchangeAuthenticationToken exchange
                && exchange.getAdditionalParameters().get(TokenOrigin.class.getName()) instanceof TokenOrigin origin) {
            claims.issuedAt(origin.issuedAt())
                    .notBefore(origin.issuedAt())
                    .expiresAt(origin.expiresAt())
                    .claims(all -> all.putAll(origin.claims()));
        }
        signIn(context, claims);
        ActingMember member = member(context);
        if (member != null) {
            claims.issuedAt(member.readAt()).notBefore(member.readAt()).claims(all -> all.putAll(member.claims()));
        }
    }

    /** Null if the person acts for themselves. */
    private static @Nullable ActingMember member(JwtEncodingContext context) {
        OAuth2Authorization grant = context.getAuthorization();
        if (grant == null || GrantMember.organization(grant) == null) {
            return null;
        }
        ActingMember member = GrantMember.of(grant);
        if (member == null) {
            throw new IllegalStateException(
                    "a token would be issued for an organization without reading the membership");
        }
        return member;
    }

    private void idToken(JwtEncodingContext context) {
        JwsAlgorithm algorithm = HubifyClientSettings.idTokenAlgorithm(context.getRegisteredClient());
        context.getJwsHeader().algorithm(algorithm);
        JwtClaimsSet.Builder claims = context.getClaims();
        claims.claims(all -> {
            Instant issuedAt = (Instant) Objects.requireNonNull(all.get("iat"));
            claims.expiresAt(issuedAt.plus(properties.idTokenTimeToLive()));
        });
        person(context).forEach(claims::claim);
        accessTokenHash(context, algorithm).ifPresent(hash -> claims.claim(IdTokenClaimNames.AT_HASH, hash));
        signIn(context, claims);
    }

    /** at_hash, which binds the ID token to the access token (OpenID Connect Core, section 3.1.3.6). */
    private static Optional<String> accessTokenHash(JwtEncodingContext context, JwsAlgorithm algorithm) {
        return Optional.ofNullable(context.getAuthorization())
                .map(OAuth2Authorization::getAccessToken)
                .map(token -> new BearerAccessToken(token.getToken().getTokenValue()))
                .map(token -> AccessTokenHash.compute(token, JWSAlgorithm.parse(algorithm.getName()), Curve.Ed25519)
                        .getValue());
    }

    /** Claims of the granted scopes that the client's settings or its request want in the ID token. */
    private Map<String, Object> person(JwtEncodingContext context) {
        Set<String> always = HubifyClientSettings.idTokenClaims(context.getRegisteredClient());
        Set<String> asked = asked(context);
        if (always.isEmpty() && asked.isEmpty() || !(context.getPrincipal() instanceof SignInAuthentication signIn)) {
            return Map.of();
        }
        Set<String> granted = context.getAuthorizedScopes();
        Account account = accounts.find(new AccountId(signIn.getName())).orElse(null);
        if (account == null) {
            return Map.of();
        }
        ActingMember member = member(context);
        Map<String, Object> claims = claims(account, member, granted);
        claims.keySet().retainAll(asked);
        claims.putAll(claims(
                account, member, always.stream().filter(granted::contains).collect(Collectors.toSet())));
        return claims;
    }

    /** For whom the person acts belongs to their profile. */
    private static Map<String, Object> claims(Account account, @Nullable ActingMember member, Set<String> scopes) {
        Map<String, Object> claims = new LinkedHashMap<>(PersonClaims.of(account, scopes));
        if (member != null && scopes.contains(OidcScopes.PROFILE)) {
            claims.putAll(member.claims());
        }
        return claims;
    }

    private static Set<String> asked(JwtEncodingContext context) {
        OAuth2AuthorizationRequest request = context.getAuthorization() == null
                ? null
                : context.getAuthorization().getAttribute(OAuth2AuthorizationRequest.class.getName());
        return request != null && request.getAdditionalParameters().get(ClaimsRequest.PARAMETER) instanceof String asked
                ? ClaimsRequest.parse(asked).map(ClaimsRequest::idToken).orElse(Set.of())
                : Set.of();
    }

    /**
     * Access tokens of a grant with {@code offline_access} have no {@code sid}, since they outlive the sign-in (OpenID
     * Connect Back-Channel Logout, section 2.7). ID tokens always have it: they are the hint for signing out.
     */
    private static void signIn(JwtEncodingContext context, JwtClaimsSet.Builder claims) {
        if (context.getPrincipal() instanceof SignInAuthentication signIn) {
            if (signIn.authenticatedAt() != null) {
                claims.claim(TokenClaims.AUTH_TIME, signIn.authenticatedAt().getEpochSecond());
                claims.claim(TokenClaims.ACR, TokenClaims.PROVED);
            }
            boolean isIdToken = !OAuth2TokenType.ACCESS_TOKEN.equals(context.getTokenType());
            if (isIdToken || !context.getAuthorizedScopes().contains(OFFLINE_ACCESS)) {
                claims.claim(TokenClaims.SESSION_ID, signIn.sessionId());
            }
        }
    }
}
