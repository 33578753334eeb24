package com.hubify.identity.resource.verification;

import com.github.benmanes.caffeine.cache.Ticker;
import com.hubify.identity.resource.metrics.ResourceMetrics;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.springframework.security.oauth2.core.OAuth2AuthenticatedPrincipal;
import org.springframework.security.oauth2.server.resource.introspection.BadOpaqueTokenException;

/** How long introspections take, by outcome. */
public final class IntrospectionTimes {

    private static final String NAME = "hubify.resource.introspection";

    private final Ticker ticker;
    private final Consumer<Duration> active;
    private final Consumer<Duration> inactive;
    private final Consumer<Duration> unavailable;

    public IntrospectionTimes(ResourceMetrics metrics, Ticker ticker) {
        this.ticker = ticker;
        this.active = metrics.timer(NAME, "outcome", "active");
        this.inactive = metrics.timer(NAME, "outcome", "inactive");
        this.unavailable = metrics.timer(NAME, "outcome", "unavailable");
    }

    OAuth2AuthenticatedPrincipal measure(Supplier<OAuth2AuthenticatedPrincipal> introspection) {
        long start = ticker.read();
        Consumer<Duration> outcome = unavailable;
        try {
            OAuth2AuthenticatedPrincipal answer = introspection.get();
            outcome = active;
            return answer;
        } catch (BadOpaqueTokenException e) {
            outcome = inactive;
            throw e;
        } finally {
            outcome.accept(Duration.ofNanos(ticker.read() - start));
        }
    }
}
