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
 * Answers what an access or refresh token is worth. Access tokens are verified and held against the revocations, so that
 * older, still living tokens of a grant and those of client credentials, which are stored nowhere, are known too. A refresh
 * token is known only to the client it belongs to: to anybody else it is not a credential, nor is an access token to a client
 * that is neither its own nor a resource server.
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
        // Spring goes on to this provider when that of keys has refused. Every key is refused alike, good or not.
        if (ApiKeyToken.looksLikeKey(request.getToken()) && !HubifyClientSettings.mayIntrospect(client)) {
            throw HubifyClientSettings.introspectionRefused();
        }
        if (jwt.filter(token -> !isAudience(client, token)).isPresent()) {
            // What the client may not know must look like what is not there, or it could tell live tokens
            // from dead ones.
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

    /** Resource servers may ask about every access token, other clients about their own alone. */
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
        claims.put(TokenClaims.SCOPE, List.copyOf(AccessTokens.scopes(token)));
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
