package com.hubify.identity.resource.revocation;

import com.github.benmanes.caffeine.cache.Ticker;
import com.hubify.identity.resource.issuer.ClientCredentials;
import com.hubify.identity.resource.issuer.IssuerConnection;
import com.hubify.identity.resource.issuer.IssuerMetadata;
import com.hubify.identity.resource.settings.ResourceServerProperties;
import com.hubify.identity.resource.settings.Secret;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the service knows of revocations, and how it comes to know. Nothing in here knows of servlets. */
@Configuration(proxyBeanMethods = false)
public class RevocationConfiguration {

    private final ResourceServerProperties properties;
    private final IssuerConnection connection;
    private final Ticker ticker;
    private final MeterRegistry meters;

    RevocationConfiguration(
            ResourceServerProperties properties,
            ObjectProvider<Ticker> ticker,
            ObjectProvider<MeterRegistry> meters,
            ObjectProvider<ObservationRegistry> observations) {
        this.properties = properties;
        this.meters = meters.getIfUnique(CompositeMeterRegistry::new);
        this.connection =
                new IssuerConnection(properties.timeout(), observations.getIfUnique(() -> ObservationRegistry.NOOP));
        this.ticker = ticker.getIfUnique(Ticker::systemTicker);
    }

    @Bean
    RevocationView hubifyRevocationView() {
        return new RevocationView(ticker);
    }

    @Bean
    RevocationFeed hubifyRevocationFeed(IssuerMetadata issuerMetadata, RevocationView view) {
        return new RevocationFeed(credentials().map(credentials -> reader(credentials, issuerMetadata, view)));
    }

    private RevocationReader reader(
            ClientCredentials credentials, IssuerMetadata metadata, RevocationView view) {
        RevocationToken token = new RevocationToken(metadata, connection, credentials, ticker);
        return new RevocationReader(
                new RevocationConnection(metadata, token, properties.timeout(), ticker),
                view,
                RevocationMetrics.of(meters, view),
                new RevocationBackoff(() -> ThreadLocalRandom.current().nextDouble()),
                ticker);
    }

    private Optional<ClientCredentials> credentials() {
        String id = properties.clientId();
        Secret secret = properties.clientSecret();
        return id == null || secret == null ? Optional.empty() : Optional.of(new ClientCredentials(id, secret));
    }
}
