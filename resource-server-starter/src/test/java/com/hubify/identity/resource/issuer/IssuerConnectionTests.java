package com.hubify.identity.resource.issuer;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.resource.test.StubIssuer;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class IssuerConnectionTests {

    private final StubIssuer issuer = new StubIssuer();
    private final ObservationRegistry observations = ObservationRegistry.create();
    private final List<Observation.Context> seen = new ArrayList<>();
    private final IssuerConnection connection = new IssuerConnection(Duration.ofSeconds(2), observations);

    IssuerConnectionTests() {
        observations.observationConfig().observationHandler(new ObservationHandler<>() {

            @Override
            public void onStop(Observation.Context context) {
                seen.add(context);
            }

            @Override
            public boolean supportsContext(Observation.Context context) {
                return true;
            }
        });
    }

    @AfterEach
    void close() {
        issuer.close();
    }

    // Traces and meters are read by many people.
    @Test
    void isObservedWithoutGivingAwayWhatWasSent() throws IOException {
        connection.post(URI.create(issuer.issuer() + "/oauth2/introspect"), "c2VjcmV0", Map.of("token", "hfy_key_abc"));

        assertThat(seen).hasSize(1);
        assertThat(seen.get(0).getName()).isEqualTo("http.client.requests");
        assertThat(seen.get(0).getAllKeyValues().toString()).doesNotContain("hfy_key_", "c2VjcmV0");
    }
}
