package com.hubify.identity.server.vault;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.testing.TestClock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.scheduling.concurrent.SimpleAsyncTaskScheduler;
import org.springframework.vault.support.VaultToken;
import org.springframework.web.client.RestClient;

class VaultSessionTests {

    private final TestClock clock = TestClock.standing();
    private final AtomicInteger logins = new AtomicInteger();
    private final VaultSession session = new VaultSession(
            () -> VaultToken.of("token-" + logins.incrementAndGet()),
            new SimpleAsyncTaskScheduler(),
            RestClient.create(),
            clock,
            Duration.ofSeconds(2));

    VaultSessionTests() {
        session.setTokenSelfLookupEnabled(false);
    }

    @Test
    void logsInOnce() {
        session.getSessionToken();
        session.getSessionToken();

        assertThat(logins).hasValue(1);
    }

    @Test
    void logsInAnewAfterTokenWasGivenUp() {
        VaultToken refused = session.getSessionToken();

        boolean again = session.giveUp(refused);

        assertThat(again).isTrue();
        assertThat(session.getSessionToken()).isNotEqualTo(refused);
    }

    @Test
    void keepsTokenThatReplacedTheRefusedOne() {
        VaultToken refused = session.getSessionToken();
        session.giveUp(refused);
        VaultToken replacement = session.getSessionToken();

        boolean again = session.giveUp(refused);

        assertThat(again).isTrue();
        assertThat(session.getSessionToken()).isEqualTo(replacement);
    }

    // A policy that is too narrow refuses every token. A login for each request would fill Vault's storage with tokens.
    @Test
    void logsInAtMostOnceInThreeSecondsHoweverManyTokensAreRefused() {
        for (int i = 0; i < 100; i++) {
            session.giveUp(session.getSessionToken());
        }
        assertThat(logins).hasValueLessThanOrEqualTo(2);

        clock.wind(Duration.ofSeconds(3));
        boolean again = session.giveUp(session.getSessionToken());

        assertThat(again).isTrue();
    }
}
