package com.hubify.identity.server.token;

import com.hubify.identity.protocol.TokenClaims;
import com.hubify.identity.server.client.HubifyClientSettings;
import com.hubify.identity.server.session.SignInAuthentication;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.stereotype.Component;

/**
 * Claims of what we issue: access tokens by RFC 9068 with the ids of what they descend from, ID tokens by OpenID Connect Core.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9068#section-2">RFC 9068, section 2</a>
 */
@Component
class TokenClaimsCustomizer implements OAuth2TokenCustomizer<JwtEncodingContext> {

    /** OpenID Connect Core, section 11. */
    static final String OFFLINE_ACCESS = "offline_access";

    private final TokenProperties properties;

    TokenClaimsCustomizer(TokenProperties properties) {
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
        signIn(context, claims);
    }

    private void idToken(JwtEncodingContext context) {
        context.getJwsHeader().algorithm(HubifyClientSettings.idTokenAlgorithm(context.getRegisteredClient()));
        JwtClaimsSet.Builder claims = context.getClaims();
        claims.claims(all -> {
            Instant issuedAt = (Instant) Objects.requireNonNull(all.get("iat"));
            claims.expiresAt(issuedAt.plus(properties.idTokenTimeToLive()));
        });
        signIn(context, claims);
    }

    /**
     * A grant with {@code offline_access} is meant to outlive the sign-in it was made from, so its tokens must not die with it
     * (OpenID Connect Back-Channel Logout, section 2.7). ID tokens name the sign-in always: a client signs out by them.
     */
    private static void signIn(JwtEncodingContext context, JwtClaimsSet.Builder claims) {
        if (context.getPrincipal() instanceof SignInAuthentication signIn) {
            claims.claim(TokenClaims.AUTH_TIME, signIn.signedInAt().getEpochSecond());
            boolean isIdToken = !OAuth2TokenType.ACCESS_TOKEN.equals(context.getTokenType());
            if (isIdToken || !context.getAuthorizedScopes().contains(OFFLINE_ACCESS)) {
                claims.claim(TokenClaims.SESSION_ID, signIn.sessionId());
            }
        }
    }
}
