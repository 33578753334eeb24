package com.hubify.identity.resource.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Ticker;
import com.hubify.identity.resource.issuer.IssuerStanding;
import com.hubify.identity.resource.revocation.Follower;
import com.hubify.identity.resource.revocation.RevocationFeed;
import com.hubify.identity.resource.revocation.RevocationView;
import com.hubify.identity.resource.test.StubIssuer;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

class RevocationHealthTests {

    private static final Duration MAX_STALENESS = Duration.ofMinutes(5);

    private final StubIssuer issuer = new StubIssuer();

    @AfterEach
    void close() {
        issuer.close();
    }

    @Test
    void saysHowOldTheKnowledgeIs() {
        try (Follower follower = Follower.of(issuer).ready()) {
            Health health = health(follower, MAX_STALENESS);

            assertThat(health.getStatus()).isEqualTo(Status.UP);
            assertThat(health.getDetails()).containsEntry("revocations", "followed");
            assertThat(health.getDetails().get("staleness")).asString().matches("[0-9]+\\.[0-9] s");
        }
    }

    @Test
    void isDownWhenNothingIsKnownAndSaysWhatToDo() {
        issuer.fail("/v1/revocations", 403, Map.of(), "");

        try (Follower follower = Follower.of(issuer)) {
            follower.awaitStanding(IssuerStanding.MAY_NOT_READ_REVOCATIONS);
            Health health = health(follower, MAX_STALENESS);

            assertThat(health.getStatus()).isEqualTo(Status.DOWN);
            assertThat(health.getDetails().get("revocations"))
                    .asString()
                    .contains("hubify.resource.client-id", "revocations:read");
            assertThat(health.getDetails().get("staleness")).asString().contains("has not been read yet");
        }
    }

    // An issuer that is away for less than the service allows turns nobody away.
    @Test
    void isUpWhileAnOutageIsShort() {
        try (Follower follower = Follower.of(issuer).ready()) {
            issuer.failEverywhere();
            issuer.revocations().cut();
            follower.awaitStanding(IssuerStanding.UNREACHABLE);

            assertThat(health(follower, MAX_STALENESS).getStatus()).isEqualTo(Status.UP);
            assertThat(health(follower, Duration.ofNanos(1)).getStatus()).isEqualTo(Status.DOWN);
        }
    }

    @Test
    void isUpWhereTheServiceHasNoCredentials() {
        RevocationFeed off = new RevocationFeed(Optional.empty());
        Health.Builder health = Health.up();

        new RevocationHealth(off, new RevocationView(Ticker.systemTicker()), MAX_STALENESS).report(health);

        assertThat(health.build().getStatus()).isEqualTo(Status.UP);
        assertThat(health.build().getDetails().get("revocations")).asString().contains("client-id is not set");
    }

    private static Health health(Follower follower, Duration maxStaleness) {
        Health.Builder health = Health.up();
        new RevocationHealth(follower.feed, follower.view, maxStaleness).report(health);
        return health.build();
    }
}
