package com.hubify.identity.server.grant;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenContext;
import org.springframework.stereotype.Component;

/**
 * Makes refresh tokens from random bits. Spring's generator gives public clients none. These rotate at each use, and a
 * stolen one is detected when it is used twice, as RFC 9700, section 4.14.2, requires for public clients.
 */
@Component
public class RefreshTokenGenerator {

    private final GrantProperties properties;
    private final Clock clock;
    private final SecureRandom random;

    RefreshTokenGenerator(GrantProperties properties, Clock clock, SecureRandom random) {
        this.properties = properties;
        this.clock = clock;
        this.random = random;
    }

    /** The next refresh token of the grant; null where another kind of token is asked for. */
    public @Nullable OAuth2RefreshToken generate(OAuth2TokenContext context) {
        if (!OAuth2TokenType.REFRESH_TOKEN.equals(context.getTokenType())) {
            return null;
        }
        Instant now = clock.instant();
        Instant unused =
                now.plus(context.getRegisteredClient().getTokenSettings().getRefreshTokenTimeToLive());
        OAuth2Authorization grant = context.getAuthorization();
        Instant end = (grant == null ? now : GrantLineage.madeAt(grant, now)).plus(properties.grantTimeToLive());
        String before = RefreshTokenFamily.presented(grant).orElse(null);
        return new OAuth2RefreshToken(
                RefreshTokenFamily.next(before, random), now, unused.isBefore(end) ? unused : end);
    }
}
