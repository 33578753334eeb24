package com.hubify.identity.server.signing;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.jwt.JwtEncoder;

/** The beans that other packages use: the token encoder, the verifier of own tokens, and the published keys. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SigningProperties.class)
class SigningConfiguration {

    @Bean
    KeyProvider keyProvider(SigningProperties properties) {
        return properties.provider();
    }

    /** Replaces the authorization server's own encoder, which needs private keys in memory. */
    @Bean
    JwtEncoder jwtEncoder(SigningKeys keys) {
        return new SigningJwtEncoder(keys);
    }

    /** What the authorization server publishes at {@code /oauth2/jwks}: public keys only. */
    @Bean
    JWKSource<SecurityContext> publishedKeys(SigningKeys keys) {
        return (selector, context) -> selector.select(keys.latest());
    }

    @Bean
    FilterRegistrationBean<PublishedKeysFilter> publishedKeysFilter(SigningKeys keys) {
        FilterRegistrationBean<PublishedKeysFilter> filter =
                new FilterRegistrationBean<>(new PublishedKeysFilter(keys));
        filter.addUrlPatterns("/oauth2/jwks");
        filter.setOrder(SecurityFilterProperties.DEFAULT_FILTER_ORDER - 1);
        return filter;
    }

    @Bean
    OwnTokens ownTokens(SigningKeys keys) {
        return new OwnTokens(keys);
    }
}
