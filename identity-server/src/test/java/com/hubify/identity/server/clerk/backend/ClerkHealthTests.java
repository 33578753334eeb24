package com.hubify.identity.server.clerk.backend;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.server.clerk.ClerkConcern;
import com.hubify.testing.TestClock;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.health.contributor.Health;

class ClerkHealthTests {

    // Attack: read on public health that nobody hears of people who were banned, or which setting is wrong.
    @Test
    void statusIsAWordAndTheReasonADetail() {
        Health withoutKey = health(null, Optional.empty());
        Health failing = health("sk_test_0", Optional.of("something is wrong"));

        assertThat(withoutKey.getStatus().getCode()).isEqualTo("UNKNOWN");
        assertThat(withoutKey.getStatus().getDescription()).isEmpty();
        assertThat(withoutKey.getDetails()).containsEntry("reasons", List.of(ClerkHealth.NO_KEY));
        assertThat(failing.getStatus().getCode()).isEqualTo("FAILING");
        assertThat(failing.getStatus().getDescription()).isEmpty();
        assertThat(failing.getDetails()).containsEntry("reasons", List.of("something is wrong"));
        assertThat(health("sk_test_0", Optional.empty())).isEqualTo(Health.up().build());
    }

    private static Health health(@Nullable String key, Optional<String> wrong) {
        StaticListableBeanFactory beans = new StaticListableBeanFactory();
        ClerkConcern concern = () -> wrong;
        beans.addBean("concern", concern);
        return new ClerkHealth(
                        beans.getBeanProvider(ClerkConcern.class),
                        new ClerkBackendTrouble(TestClock.standing()),
                        new ClerkBackendProperties(key, URI.create("https://api.clerk.com")))
                .health();
    }
}
