package com.hubify.identity.resource.revocation;

import com.github.benmanes.caffeine.cache.Ticker;
import com.hubify.identity.resource.issuer.ClientCredentials;
import com.hubify.identity.resource.issuer.IssuerConnection;
import com.hubify.identity.resource.issuer.IssuerMetadata;
import com.hubify.identity.resource.settings.ResourceServerProperties;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The feed of revocations and the view of it. */
@Configuration(proxyBeanMethods = false)
public class RevocationConfiguration {

    private final Ticker ticker;

    RevocationConfiguration(ObjectProvider<Ticker> ticker) {
        this.ticker = ticker.getIfUnique(Ticker::systemTicker);
    }

    @Bean
    RevocationView hubifyRevocationView() {
        return new RevocationView(ticker);
    }

    @Bean
    RevocationFeed hubifyRevocationFeed(
            ResourceServerProperties properties,
            IssuerConnection connection,
            IssuerMetadata issuerMetadata,
            RevocationView view,
            ObjectProvider<MeterRegistry> meters) {
        return new RevocationFeed(ClientCredentials.of(properties)
                .map(credentials -> new RevocationReader(
                        new RevocationConnection(
                                issuerMetadata,
                                new RevocationToken(issuerMetadata, connection, credentials, ticker),
                                properties.timeout(),
                                ticker),
                        view,
                        RevocationMetrics.of(meters.getIfUnique(CompositeMeterRegistry::new), view),
                        new RevocationBackoff(() -> ThreadLocalRandom.current().nextDouble()),
                        ticker)));
    }
}
