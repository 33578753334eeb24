package com.hubify.identity.server.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.resource.ClientResources;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedisConfigurationTests {

    /** A long outage must not go on for a while when it is over. */
    @ParameterizedTest
    @ValueSource(longs = {1, 5, 10, 20, 100, 100_000})
    void connectsAgainWithinHalfASecondHoweverOftenItFailed(long attempt) {
        ClientResources.Builder builder = ClientResources.builder();
        new RedisConfiguration().comeBackSoon().customize(builder);
        ClientResources resources = builder.build();

        assertThat(resources.reconnectDelay().createDelay(attempt)).isLessThanOrEqualTo(Duration.ofMillis(500));

        resources.shutdown();
    }
}
