package com.hubify.clerk.webhook;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Webhooks.
 *
 * @param endpoints Receivers, each of which gets every message
 * @param speed How many times faster than Svix failed messages are sent again
 */
@ConfigurationProperties("clerk.simulator.webhooks")
record WebhookProperties(
        @DefaultValue List<Endpoint> endpoints,
        @DefaultValue("1") double speed) {

    /** Every one multiplies what is sent and what waits. */
    private static final int MOST_ENDPOINTS = 10;

    WebhookProperties {
        if (endpoints.size() > MOST_ENDPOINTS) {
            throw new IllegalArgumentException("clerk.simulator.webhooks.endpoints: at most " + MOST_ENDPOINTS);
        }
        if (!SvixSchedule.isSpeed(speed)) {
            throw new IllegalArgumentException("clerk.simulator.webhooks.speed must be between 0.001 and 1000000");
        }
    }
}
