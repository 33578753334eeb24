package com.hubify.identity.server.token;

import com.hubify.identity.protocol.Ancestor;
import com.hubify.identity.protocol.Ancestor.Kind;
import com.hubify.identity.protocol.ApiKeyToken;
import com.hubify.identity.protocol.Revocation;
import com.hubify.identity.protocol.TokenClaims;
import com.hubify.identity.server.client.authentication.AuthenticatedClient;
import com.hubify.identity.server.grant.Grants;
import com.hubify.identity.server.revocation.Revocations;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
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
 * Token revocation: an access token alone, or with a refresh token the whole grant. An unknown token is answered 200
 * (section 2.2). API keys are not issued to clients, and are revoked at {@code /v1/api-keys/revoke}.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7009#section-2.1">RFC 7009, section 2.1</a>
 */
class TokenRevocationAuthenticationProvider implements AuthenticationProvider {

    private final AccessTokens accessTokens;
    private final Grants authorizations;
    private final Revocations revocations;
    private final Clock clock;

    TokenRevocationAuthenticationProvider(
            AccessTokens accessTokens, Grants authorizations, Revocations revocations, Clock clock) {
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
            revoke(accessToken.get(), clientId);
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

    // Not published if the token has expired: every revocation is sent to every service.
    private void revoke(Jwt accessToken, String clientId) {
        if (!accessTokens.isLongOver(accessToken)) {
            Ancestor token = new Ancestor(Kind.TOKEN, Objects.requireNonNull(accessToken.getId()));
            Instant now = clock.instant();
            Instant issuedAt = Objects.requireNonNull(accessToken.getIssuedAt());
            // Not earlier than its issue, by a node whose clock may be ahead.
            Instant by = issuedAt.isAfter(now) ? issuedAt : now;
            revocations.publishToken(
                    new Revocation(token, by),
                    AccessTokens.overAt(accessToken),
                    holder(accessToken, token),
                    all(accessToken, clientId));
        }
    }

    /**
     * What is revoked instead of single tokens when there are too many. Attack: revoke tokens in a loop until all tokens of
     * the client, or of the person with their API keys, are revoked. So it is the token's grant, and beyond many grants all
     * of this client and person; for client_credentials, the client's own tokens.
     *
     * <p>Attack: exchange a leaked key and revoke the tokens in a loop, to sign its owner out of the client. So beyond many
     * tokens of a person's keys, it is those that this client has got for the keys.
     */
    private static Ancestor holder(Jwt accessToken, Ancestor token) {
        if (!isOfPerson(accessToken)) {
            return new Ancestor(Kind.SUBJECT, Objects.requireNonNull(accessToken.getSubject()));
        }
        String grant = accessToken.getClaimAsString(TokenClaims.GRANT_ID);
        return grant == null ? token : new Ancestor(Kind.GRANT, grant);
    }

    private static @Nullable Ancestor all(Jwt accessToken, String clientId) {
        String subject = Objects.requireNonNull(accessToken.getSubject());
        if (accessToken.hasClaim(TokenClaims.KEY_ID)) {
            return Ancestor.clientTokensOfKeys(subject, clientId);
        }
        return isOfPerson(accessToken) ? Ancestor.clientGrants(subject, clientId) : null;
    }

    private static boolean isOfPerson(Jwt accessToken) {
        String subject = Objects.requireNonNull(accessToken.getSubject());
        return !subject.equals(accessToken.getClaimAsString(TokenClaims.CLIENT_ID));
    }

    private Optional<OAuth2Authorization> grantOf(String refreshToken) {
        return Optional.ofNullable(authorizations.findByToken(refreshToken, OAuth2TokenType.REFRESH_TOKEN))
                .or(() -> authorizations.findBySpentRefreshToken(refreshToken));
    }

    // With a 200, the client would believe that the key is revoked while a thief goes on using it.
    private static void requireNoKey(String token) {
        if (ApiKeyToken.parse(token).isPresent()) {
            throw new OAuth2AuthenticationException(new OAuth2Error(
                    OAuth2ErrorCodes.UNSUPPORTED_TOKEN_TYPE,
                    "API keys can't be revoked here; use POST /v1/api-keys/revoke.",
                    "https://www.rfc-editor.org/rfc/rfc7009#section-2.2.1"));
        }
    }

    private static void requireOwn(boolean own) {
        if (!own) {
            throw new OAuth2AuthenticationException(OAuth2ErrorCodes.UNAUTHORIZED_CLIENT);
        }
    }
}
