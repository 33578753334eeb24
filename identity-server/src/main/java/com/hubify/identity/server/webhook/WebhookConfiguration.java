package com.hubify.identity.server.webhook;

import com.hubify.identity.server.background.BackgroundWork;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Sends events to the webhooks in the settings. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WebhookProperties.class)
class WebhookConfiguration {

    private static final Duration EVERY = Duration.ofSeconds(1);

    private static final Status FAILING = new Status("FAILING");

    @Bean
    WebhookFigures webhookFigures(ObjectProvider<MeterRegistry> registry) {
        return new WebhookFigures(registry.getIfAvailable(CompositeMeterRegistry::new));
    }

    @Bean
    Webhooks webhooks(WebhookProperties properties, WebhookQueue queue, WebhookFigures figures, Clock clock) {
        return new Webhooks(properties.destinations(), queue, figures, clock);
    }

    @Bean
    SmartInitializingSingleton webhookStart(
            WebhookProperties properties,
            WebhookQueue queue,
            WebhookFigures figures,
            Clock clock,
            SecureRandom random,
            BackgroundWork background) {
        List<WebhookDestination> destinations = properties.destinations();
        return () -> {
            WebhookSender sender = new WebhookSender();
            for (WebhookDestination destination : destinations) {
                var delivery = new WebhookDelivery(destination, queue, sender, figures, clock, random);
                // Each by itself: one that takes ten seconds to refuse an event must not delay the others.
                background.repeat(
                        "webhook-" + destination.name(),
                        "Sending events to the webhook " + destination.name(),
                        EVERY,
                        delivery::sendAll);
            }
        };
    }

    /**
     * FAILING while a receiver does not take events, which counts as neither up nor down: that is no reason to take this server
     * out of service.
     */
    @Bean
    HealthIndicator webhooksHealthIndicator(WebhookFigures figures) {
        return () -> {
            Set<String> failing = figures.failing();
            return failing.isEmpty()
                    ? Health.up().build()
                    : Health.status(FAILING).withDetail("destinations", failing).build();
        };
    }
}
