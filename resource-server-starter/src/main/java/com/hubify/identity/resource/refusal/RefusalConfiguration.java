package com.hubify.identity.resource.refusal;

import com.github.benmanes.caffeine.cache.Ticker;
import com.hubify.identity.resource.issuer.ClientCredentials;
import com.hubify.identity.resource.issuer.IssuerConnection;
import com.hubify.identity.resource.issuer.IssuerMetadata;
import com.hubify.identity.resource.revocation.RevocationToken;
import com.hubify.identity.resource.settings.ResourceServerProperties;
import com.hubify.identity.resource.use.UseConnection;
import com.hubify.identity.resource.use.UseReporter;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Reporting refused requests, on either stack, where uses of API keys are reported, too. */
@Configuration(proxyBeanMethods = false)
public class RefusalConfiguration {

    /** With its variation less than two seconds. */
    private static final Duration INTERVAL = Duration.ofMillis(1_600);

    private final boolean isReported;

    RefusalConfiguration(ResourceServerProperties properties) {
        this.isReported = !properties.keyUseInterval().isZero()
                && ClientCredentials.of(properties).isPresent();
    }

    @Bean
    RefusedRequests hubifyRefusedRequests() {
        return new RefusedRequests(isReported);
    }

    @Bean
    UseReporter hubifyRefusalReporter(
            RefusedRequests refused,
            IssuerMetadata metadata,
            IssuerConnection connection,
            ObjectProvider<RevocationToken> token,
            ObjectProvider<Clock> clock,
            ObjectProvider<Ticker> ticker) {
        return new UseReporter(
                "hubify-refusals",
                Optional.ofNullable(isReported ? token.getObject() : null)
                        .map(known -> new RefusalReports(
                                refused,
                                new UseConnection(metadata, connection, known, IssuerMetadata::refusalsUri)::send,
                                clock.getIfUnique(Clock::systemUTC),
                                ticker.getIfUnique(Ticker::systemTicker))::send),
                INTERVAL);
    }
}
