package com.hubify.clerk.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class WebhookPropertiesTests {

    private static final String URL = "clerk.simulator.webhooks.endpoints[0].url";
    private static final String SECRET = "clerk.simulator.webhooks.endpoints[0].secret";
    private static final String SAMPLE = "whsec_aHViaWZ5LXNpbXVsYXRvci13ZWJob29rcw==";

    @Test
    void takesEndpointAndHidesItsSecret() {
        WebhookProperties properties = bind(Map.of(URL, "http://localhost:9000/webhooks/clerk", SECRET, SAMPLE));

        assertThat(properties.endpoints()).hasSize(1);
        assertThat(properties.toString()).contains("localhost:9000").doesNotContain("aHViaWZ5");
    }

    @Test
    void sendsNothingWhereTheListIsEmpty() {
        assertThat(bind(Map.of("clerk.simulator.webhooks.endpoints", "")).endpoints())
                .isEmpty();
    }

    @Test
    void refusesWhatCannotWork() {
        assertThatThrownBy(() -> bind(Map.of(URL, "localhost:9000", SECRET, SAMPLE)))
                .rootCause()
                .hasMessageContaining("not an http(s) address: localhost:9000");
        assertThatThrownBy(() -> bind(Map.of(URL, "http://localhost", SECRET, "whsec_")))
                .hasStackTraceContaining("a webhook's secret must be whsec_");
        assertThatThrownBy(() -> bind(Map.of("clerk.simulator.webhooks.speed", "0")))
                .hasStackTraceContaining("clerk.simulator.webhooks.speed must be");
    }

    private static WebhookProperties bind(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings))
                .bindOrCreate("clerk.simulator.webhooks", WebhookProperties.class);
    }
}
