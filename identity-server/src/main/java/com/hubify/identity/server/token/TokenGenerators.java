package com.hubify.identity.server.token;

import com.hubify.identity.protocol.RandomText;
import com.hubify.identity.server.grant.RefreshTokenGenerator;
import java.security.SecureRandom;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.server.authorization.token.DelegatingOAuth2TokenGenerator;
import org.springframework.security.oauth2.server.authorization.token.JwtGenerator;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenGenerator;

/** The token generators: signed tokens through the one encoder, refresh tokens from random bits. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TokenProperties.class)
class TokenGenerators {

    private static final int SECRET_BYTES = 32;

    @Bean
    OAuth2TokenGenerator<OAuth2Token> tokenGenerator(
            JwtEncoder encoder, TokenClaimsCustomizer customizer, RefreshTokenGenerator refreshTokens, Clock clock) {
        JwtGenerator signed = new JwtGenerator(encoder);
        signed.setJwtCustomizer(customizer);
        signed.setClock(clock);
        return new DelegatingOAuth2TokenGenerator(signed, refreshTokens::generate);
    }

    static String secret(SecureRandom random) {
        return RandomText.ofBytes(SECRET_BYTES, random);
    }
}
