package com.hubify.identity.server.token;

import com.hubify.identity.protocol.ApiKeyToken;
import com.hubify.identity.protocol.TokenClaims;
import com.hubify.identity.server.client.HubifyClientSettings;
import com.hubify.identity.server.client.authentication.AuthenticatedClient;
import com.hubify.identity.server.client.authentication.ClientRefused;
import com.hubify.identity.server.grant.Grants;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenIntrospection;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2TokenIntrospectionAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;

/**
 * Introspection of access and refresh tokens. Access tokens are verified and checked for revocation, since older tokens of a
 * grant, and those of client_credentials, are not stored. A refresh token is active only for its own client, and an access
 * token only for its own client and resource servers.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7662#section-2.2">RFC 7662, section 2.2</a>
 */
class TokenIntrospectionAuthenticationProvider implements AuthenticationProvider {

    private final AccessTokens accessTokens;
    private final Grants authorizations;
    private final ApplicationEventPublisher events;

    TokenIntrospectionAuthenticationProvider(
            AccessTokens accessTokens, Grants authorizations, ApplicationEventPublisher events) {
        this.accessTokens = accessTokens;
        this.authorizations = authorizations;
        this.events = events;
    }

    @Override
    public Authentication authenticate(Authentication authentication) {
        OAuth2TokenIntrospectionAuthenticationToken request =
                (OAuth2TokenIntrospectionAuthenticationToken) authentication;
        AuthenticatedClient asking = AuthenticatedClient.of(request);
        RegisteredClient client = asking.registration();
        Optional<Jwt> jwt = accessTokens.active(request.getToken());
        // Spring tries this provider after that of API keys has refused. All keys are refused alike, valid or not.
        if (ApiKeyToken.looksLikeKey(request.getToken()) && !HubifyClientSettings.mayIntrospect(client)) {
            throw HubifyClientSettings.introspectionRefused();
        }
        if (jwt.filter(token -> !isAudience(client, token)).isPresent()) {
            // Tokens of others look like unknown ones, so that a client can't find out whether they are valid.
            events.publishEvent(new ClientRefused(
                    "unauthorized_client", "introspection of another client's token", client.getClientId()));
            jwt = Optional.empty();
        }
        OAuth2TokenIntrospection answer = jwt.map(TokenIntrospectionAuthenticationProvider::describe)
                .or(() -> refreshToken(request.getToken(), client))
                .orElseGet(() -> OAuth2TokenIntrospection.builder().build());
        return new OAuth2TokenIntrospectionAuthenticationToken(request.getToken(), asking.authentication(), answer);
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return OAuth2TokenIntrospectionAuthenticationToken.class.isAssignableFrom(authentication);
    }

    /** Resource servers may introspect every access token, other clients only their own. */
    private static boolean isAudience(RegisteredClient client, Jwt token) {
        return HubifyClientSettings.mayIntrospect(client)
                || client.getClientId().equals(token.getClaimAsString(TokenClaims.CLIENT_ID));
    }

    private Optional<OAuth2TokenIntrospection> refreshToken(String token, RegisteredClient client) {
        OAuth2Authorization grant = authorizations.findByToken(token, OAuth2TokenType.REFRESH_TOKEN);
        if (grant == null || !grant.getRegisteredClientId().equals(client.getId())) {
            return Optional.empty();
        }
        OAuth2Authorization.Token<OAuth2RefreshToken> refresh = Objects.requireNonNull(grant.getRefreshToken());
        if (!refresh.isActive()) {
            return Optional.empty();
        }
        return Optional.of(OAuth2TokenIntrospection.builder(true)
                .clientId(client.getClientId())
                .subject(grant.getPrincipalName())
                .scopes(scopes -> scopes.addAll(grant.getAuthorizedScopes()))
                .issuedAt(Objects.requireNonNull(refresh.getToken().getIssuedAt()))
                .expiresAt(Objects.requireNonNull(refresh.getToken().getExpiresAt()))
                .build());
    }

    private static OAuth2TokenIntrospection describe(Jwt token) {
        Map<String, Object> claims = new HashMap<>(token.getClaims());
        claims.put("iss", url(Objects.requireNonNull(token.getClaimAsString("iss"))));
        List<String> scopes = List.copyOf(AccessTokens.scopes(token));
        claims.put(TokenClaims.SCOPE, scopes);
        // An empty list would be written as one, and not as the string that RFC 7662 has.
        claims.remove(TokenClaims.SCOPE, List.of());
        return OAuth2TokenIntrospection.withClaims(claims)
                .active(true)
                .tokenType(OAuth2AccessToken.TokenType.BEARER.getValue())
                .build();
    }

    private static URL url(String text) {
        try {
            return URI.create(text).toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException("our own issuer is a URL", e);
        }
    }
}
