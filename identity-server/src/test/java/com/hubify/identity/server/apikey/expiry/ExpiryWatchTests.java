package com.hubify.identity.server.apikey.expiry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hubify.identity.server.apikey.ApiKey;
import com.hubify.identity.server.apikey.ApiKeyId;
import com.hubify.identity.server.apikey.ApiKeyRevoked;
import com.hubify.identity.server.apikey.ApiKeyVerification;
import com.hubify.identity.server.apikey.Events;
import com.hubify.identity.server.apikey.InMemoryApiKeys;
import com.hubify.identity.server.apikey.TestApiKeys;
import com.hubify.identity.server.apikey.change.ApiKeyChanged;
import com.hubify.identity.server.apikey.issuance.ApiKeyCreated;
import com.hubify.identity.server.apikey.issuance.ApiKeyRotated;
import com.hubify.testing.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExpiryWatchTests {

    private static final Instant NOW = TestClock.START;
    private static final Instant END = NOW.plus(Duration.ofDays(90));
    private static final ApiKey KEY = TestApiKeys.usable().expiresAt(END).key();

    private final TestClock clock = TestClock.standing();
    private final InMemoryApiKeys keys = new InMemoryApiKeys(clock);
    private final InMemoryExpiryNotices notices = new InMemoryExpiryNotices();
    private final Events events = new Events();
    private final ExpiryWatch watch = new ExpiryWatch(notices, keys, clock, events);

    @Test
    void givesEachNoticeOnceHoweverManyNodesLook() {
        create(KEY);
        ExpiryWatch other = new ExpiryWatch(notices, keys, clock, events);

        for (int hour = 0; hour < 91 * 24; hour++) {
            watch.giveAll();
            other.giveAll();
            clock.wind(Duration.ofHours(1));
        }

        assertThat(days()).containsExactly(14, 7, 1);
        assertThat(events.published())
                .contains(new ApiKeyExpiring(KEY.id(), KEY.owner(), 14, END, END.minus(Duration.ofDays(14))));
        assertThat(notices.all()).isEmpty();
    }

    /** A node is killed after it has taken the notice. After a minute another one gives it. */
    @Test
    void givesTheNoticeOfAKilledNode() {
        create(KEY);
        clock.wind(Duration.ofDays(76));
        notices.takeDue(clock.instant());

        watch.giveAll();
        assertThat(days()).isEmpty();
        clock.wind(Duration.ofMinutes(1));
        watch.giveAll();

        assertThat(days()).containsExactly(14);
    }

    /** Fault: a webhook takes no more events. A notice stays due until it does, and holds up no other one. */
    @Test
    void givesANoticeThatCouldNotBeGivenLater() {
        ApiKey another = TestApiKeys.usable().id(1).expiresAt(END).key();
        ExpiryWatch failing = new ExpiryWatch(notices, keys, clock, event -> {
            if (((ApiKeyExpiring) event).id().equals(KEY.id())) {
                throw new IllegalStateException("full");
            }
            events.publishEvent(event);
        });
        create(KEY);
        create(another);
        clock.wind(Duration.ofDays(76));

        assertThatThrownBy(failing::giveAll).hasMessage("full");
        failing.giveAll();
        assertThat(ids()).containsExactly(another.id());
        clock.wind(Duration.ofMinutes(1));
        watch.giveAll();

        assertThat(ids()).containsExactly(another.id(), KEY.id());
    }

    @Test
    void givesOneNoticeAfterAnOutage() {
        create(KEY);

        clock.wind(Duration.ofDays(85));
        watch.giveAll();
        clock.wind(Duration.ofDays(4));
        watch.giveAll();

        assertThat(days()).containsExactly(7, 1);
    }

    @Test
    void givesNoNoticeOfWhatHasEndedOrWasReplaced() {
        ApiKey revoked = TestApiKeys.usable().id(1).expiresAt(END).key();
        ApiKey rotated = TestApiKeys.usable().id(2).expiresAt(END).key();
        ApiKey forever = TestApiKeys.usable().id(3).key();
        List.of(revoked, rotated, forever).forEach(this::create);
        keys.revoke(revoked.id(), NOW);
        ApiKeyId successor = new ApiKeyId("efgh5678");
        keys.change(rotated, rotated.succeededBy(successor, NOW, END));
        assertThat(notices.all()).hasSize(2);

        clock.wind(Duration.ofDays(76));
        watch.giveAll();
        assertThat(days()).isEmpty();
        assertThat(notices.all()).isEmpty();

        create(KEY);
        watch.on(new ApiKeyRevoked(KEY.id(), KEY.owner(), ApiKeyRevoked.Cause.OWNER, NOW));
        assertThat(notices.all()).isEmpty();
        create(KEY);
        watch.on(new ApiKeyRotated(KEY.succeededBy(successor, NOW, END), successor, NOW));
        assertThat(notices.all()).isEmpty();
    }

    @Test
    void followsAKeyToItsNewEnd() {
        create(KEY);
        Instant sooner = NOW.plus(Duration.ofDays(10));
        ApiKey changed = KEY.on(KEY.terms().expiringAt(sooner));
        keys.change(KEY, changed);
        watch.on(new ApiKeyChanged(KEY.id(), KEY.owner(), KEY.scopes(), sooner, KEY.allowedIps(), NOW));

        watch.giveAll();
        assertThat(days()).isEmpty();
        clock.wind(Duration.ofDays(3));
        watch.giveAll();

        assertThat(days()).containsExactly(7);
    }

    /** Redis was away when the end changed: the old entry is due, and the key says what holds. */
    @Test
    void believesTheKeyAndNotItsEntry() {
        create(KEY);
        keys.change(KEY, KEY.on(KEY.terms().expiringAt(NOW.plus(Duration.ofDays(80)))));

        clock.wind(Duration.ofDays(76));
        watch.giveAll();

        assertThat(days()).containsExactly(7);
    }

    /** Keys that are older than the index enter it when they are used in their last two weeks. */
    @Test
    void entersAnOlderKeyThatIsUsed() {
        keys.add(KEY);
        clock.wind(Duration.ofDays(80));

        watch.on(new ApiKeyVerification.Accepted(KEY));
        watch.giveAll();
        clock.wind(Duration.ofDays(3));
        watch.giveAll();

        assertThat(days()).containsExactly(7);
    }

    private void create(ApiKey key) {
        keys.add(key);
        watch.on(new ApiKeyCreated(key.id(), key.owner(), key.scopes(), NOW));
    }

    private List<ApiKeyId> ids() {
        return events.published().stream()
                .map(event -> ((ApiKeyExpiring) event).id())
                .toList();
    }

    private List<Integer> days() {
        return events.published().stream()
                .map(event -> ((ApiKeyExpiring) event).days())
                .toList();
    }
}
