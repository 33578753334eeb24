package com.hubify.identity.server.token;

import com.hubify.identity.protocol.Ancestor;
import com.hubify.identity.protocol.Ancestor.Kind;
import com.hubify.identity.protocol.ApiKeyToken;
import com.hubify.identity.protocol.Revocation;
import com.hubify.identity.protocol.TokenClaims;
import com.hubify.identity.server.client.AuthenticatedClient;
import com.hubify.identity.server.revocation.Revocations;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2TokenRevocationAuthenticationToken;

/**
 * Revokes what a client no longer wants: an access token alone, or with a refresh token the whole grant and every token made
 * from it. A token that is not known is as good as revoked. An API key is not issued to the client and not revoked here, but at
 * {@code /v1/api-keys/revoke}, by whoever holds it.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7009#section-2.1">RFC 7009, section 2.1</a>
 */
class TokenRevocation implements AuthenticationProvider {

    private final AccessTokens accessTokens;
    private final RedisAuthorizations authorizations;
    private final Revocations revocations;
    private final Clock clock;

    TokenRevocation(
            AccessTokens accessTokens, RedisAuthorizations authorizations, Revocations revocations, Clock clock) {
        this.accessTokens = accessTokens;
        this.authorizations = authorizations;
        this.revocations = revocations;
        this.clock = clock;
    }

    @Override
    public Authentication authenticate(Authentication authentication) {
        OAuth2TokenRevocationAuthenticationToken request = (OAuth2TokenRevocationAuthenticationToken) authentication;
        String clientId = AuthenticatedClient.of(request).registration().getClientId();
        requireNoKey(request.getToken());
        Optional<Jwt> accessToken = accessTokens.issued(request.getToken());
        if (accessToken.isPresent()) {
            requireOwn(clientId.equals(accessToken.get().getClaimAsString(TokenClaims.CLIENT_ID)));
            revoke(accessToken.get());
        } else {
            grantOf(request.getToken()).ifPresent(grant -> {
                requireOwn(grant.getRegisteredClientId().equals(clientId));
                authorizations.end(grant);
            });
        }
        return request;
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return OAuth2TokenRevocationAuthenticationToken.class.isAssignableFrom(authentication);
    }

    // Every revocation is told to every service; one of a token that is over anyway would only take up room.
    private void revoke(Jwt accessToken) {
        if (!accessTokens.isLongOver(accessToken)) {
            Ancestor token = new Ancestor(Kind.TOKEN, Objects.requireNonNull(accessToken.getId()));
            revocations.publish(new Revocation(token, clock.instant()));
        }
    }

    private Optional<OAuth2Authorization> grantOf(String refreshToken) {
        return Optional.ofNullable(authorizations.findByToken(refreshToken, OAuth2TokenType.REFRESH_TOKEN))
                .or(() -> authorizations.findBySpentRefreshToken(refreshToken));
    }

    // To answer that it is done would have a client believe so, and whoever stole the key go on using it.
    private static void requireNoKey(String token) {
        if (ApiKeyToken.parse(token).isPresent()) {
            throw new OAuth2AuthenticationException(new OAuth2Error(
                    OAuth2ErrorCodes.UNSUPPORTED_TOKEN_TYPE,
                    "An API key belongs to a person and not to a client; POST /v1/api-keys/revoke revokes it.",
                    "https://www.rfc-editor.org/rfc/rfc7009#section-2.2.1"));
        }
    }

    private static void requireOwn(boolean own) {
        if (!own) {
            throw new OAuth2AuthenticationException(OAuth2ErrorCodes.UNAUTHORIZED_CLIENT);
        }
    }
}
