package com.hubify.identity.resource.use;

import com.github.benmanes.caffeine.cache.Ticker;
import com.hubify.identity.resource.issuer.ClientCredentials;
import com.hubify.identity.resource.issuer.IssuerConnection;
import com.hubify.identity.resource.issuer.IssuerMetadata;
import com.hubify.identity.resource.revocation.RevocationToken;
import com.hubify.identity.resource.settings.ResourceServerProperties;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Counting and reporting the use of API keys, on either stack. */
@Configuration(proxyBeanMethods = false)
public class UseConfiguration {

    private final boolean isReported;

    UseConfiguration(ResourceServerProperties properties) {
        this.isReported = !properties.keyUseInterval().isZero()
                && ClientCredentials.of(properties).isPresent();
    }

    @Bean
    public KeyUses hubifyKeyUses(ObjectProvider<Clock> clock) {
        Clock known = clock.getIfUnique(Clock::systemUTC);
        return isReported ? KeyUses.counting(known) : KeyUses.off(known);
    }

    @Bean
    UseReporter hubifyUseReporter(
            KeyUses uses,
            ResourceServerProperties properties,
            IssuerMetadata issuerMetadata,
            IssuerConnection connection,
            ObjectProvider<RevocationToken> token,
            ObjectProvider<Ticker> tickers) {
        Ticker ticker = tickers.getIfUnique(Ticker::systemTicker);
        return new UseReporter(
                "hubify-key-uses",
                Optional.ofNullable(isReported ? token.getObject() : null)
                        .map(known -> new UseReports(
                                uses,
                                new UseConnection(issuerMetadata, connection, known)::send,
                                new SecureRandom(),
                                ticker)::send),
                properties.keyUseInterval());
    }
}
