package com.hubify.identity.server.token;

import com.hubify.identity.server.redis.RandomText;
import com.hubify.identity.server.revocation.Retention;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.token.DelegatingOAuth2TokenGenerator;
import org.springframework.security.oauth2.server.authorization.token.JwtGenerator;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenGenerator;

/** How tokens come into being: signed ones through the one encoder, refresh tokens from random bits. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TokenProperties.class)
class TokenGenerators {

    private static final int SECRET_BYTES = 32;

    TokenGenerators(TokenProperties properties, Retention retention) {
        retention.requireLongerThan(properties.grantTimeToLive(), "hubify.identity.token.grant-time-to-live");
    }

    @Bean
    OAuth2TokenGenerator<OAuth2Token> tokenGenerator(
            JwtEncoder encoder,
            TokenClaimsCustomizer customizer,
            TokenProperties properties,
            Clock clock,
            SecureRandom random) {
        JwtGenerator signed = new JwtGenerator(encoder);
        signed.setJwtCustomizer(customizer);
        signed.setClock(clock);
        return new DelegatingOAuth2TokenGenerator(signed, context -> refreshToken(context, properties, clock, random));
    }

    /**
     * Spring's own generator gives public clients none. Ours rotate at each use, and a stolen one is noticed when it is used
     * twice, which is what RFC 9700, section 4.14.2 asks for before a public client may have one.
     */
    private static @Nullable OAuth2RefreshToken refreshToken(
            OAuth2TokenContext context, TokenProperties properties, Clock clock, SecureRandom random) {
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

    static String secret(SecureRandom random) {
        return RandomText.ofBytes(SECRET_BYTES, random);
    }
}
