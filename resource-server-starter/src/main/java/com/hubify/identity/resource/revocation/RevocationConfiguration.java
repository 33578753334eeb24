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
import org.springframework.context.annotation.Lazy;

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

    /** One for the feed and the reports on uses. Lazy, since a service without a client has no use for it. */
    @Bean
    @Lazy
    RevocationToken hubifyRevocationToken(
            ResourceServerProperties properties, IssuerConnection connection, IssuerMetadata issuerMetadata) {
        ClientCredentials credentials = ClientCredentials.of(properties).orElseThrow();
        return new RevocationToken(issuerMetadata, connection, credentials, ticker);
    }

    @Bean
    RevocationFeed hubifyRevocationFeed(
            ResourceServerProperties properties,
            IssuerMetadata issuerMetadata,
            ObjectProvider<RevocationToken> token,
            RevocationView view,
            ObjectProvider<MeterRegistry> meters) {
        return new RevocationFeed(ClientCredentials.of(properties)
                .map(client -> new RevocationReader(
                        new RevocationConnection(issuerMetadata, token.getObject(), properties.timeout(), ticker),
                        view,
                        RevocationMetrics.of(meters.getIfUnique(CompositeMeterRegistry::new), view),
                        new RevocationBackoff(() -> ThreadLocalRandom.current().nextDouble()),
                        ticker)));
    }
}
