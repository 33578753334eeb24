package com.hubify.identity.server.signing;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.time.Clock;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.oauth2.jwt.JwtEncoder;

/**
 * What others use of this package. Which keys it works with is decided by {@code hubify.identity.signing.provider}. The
 * classes for each are imported and not scanned, so that they come first: only then is it known that no provider is set.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SigningProperties.class)
@Import({LocalSigningConfiguration.class, VaultSigningConfiguration.class})
class SigningConfiguration {

    /** The authorization server takes it in place of its own, which wants private keys. */
    @Bean
    JwtEncoder jwtEncoder(SigningKeys keys) {
        return new SigningJwtEncoder(keys);
    }

    /** What the authorization server publishes at {@code /oauth2/jwks}: public keys only. */
    @Bean
    JWKSource<SecurityContext> publishedKeys(SigningKeys keys) {
        return (selector, context) -> selector.select(keys.published());
    }

    @Bean
    OwnTokens ownTokens(SigningKeys keys) {
        return new OwnTokens(keys);
    }

    @Bean
    SigningHealth signingHealthIndicator(SigningKeys keys, SigningProperties properties, Clock clock) {
        return new SigningHealth(keys, properties.provider(), clock);
    }

    @Bean
    PublishedKeysHealth publishedKeysHealthIndicator(SigningKeys keys) {
        return new PublishedKeysHealth(keys);
    }

    /** Comes into play when no provider, or an unknown one, is set; then binding the properties says what to do. */
    @Bean
    @ConditionalOnMissingBean
    SigningKeys signingKeys(SigningProperties properties) {
        throw new IllegalStateException("there are no signing keys for the provider " + properties.provider());
    }
}
