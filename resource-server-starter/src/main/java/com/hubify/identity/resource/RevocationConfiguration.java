package com.hubify.identity.resource;

import com.github.benmanes.caffeine.cache.Ticker;
import io.micrometer.observation.ObservationRegistry;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/** What the service knows of revocations, and how it comes to know. Nothing in here knows of servlets. */
@Configuration(proxyBeanMethods = false)
class RevocationConfiguration {

    private final ResourceServerProperties properties;
    private final IssuerConnection connection;
    private final Ticker ticker;

    RevocationConfiguration(
            ResourceServerProperties properties,
            ObjectProvider<Ticker> ticker,
            ObjectProvider<ObservationRegistry> observations) {
        this.properties = properties;
        this.connection =
                new IssuerConnection(properties.timeout(), observations.getIfUnique(() -> ObservationRegistry.NOOP));
        this.ticker = ticker.getIfUnique(Ticker::systemTicker);
    }

    @Bean
    RevocationView revocationView() {
        return new RevocationView(ticker);
    }

    @Bean
    @Conditional(OnClientCredentials.class)
    RevocationFeed revocationFeed(IssuerMetadata metadata, RevocationView view, ResourceMetrics metrics) {
        ClientCredentials credentials = new ClientCredentials(
                Objects.requireNonNull(properties.clientId()), Objects.requireNonNull(properties.clientSecret()));
        RevocationToken token = new RevocationToken(metadata, connection, credentials, ticker);
        return new RevocationFeed(
                new RevocationConnection(metadata, token, properties.timeout(), ticker),
                view,
                new RevocationMetrics(metrics, view),
                new RevocationBackoff(() -> ThreadLocalRandom.current().nextDouble()),
                ticker);
    }
}
