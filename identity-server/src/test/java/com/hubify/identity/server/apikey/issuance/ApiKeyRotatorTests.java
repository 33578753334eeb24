package com.hubify.identity.server.apikey.issuance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hubify.identity.protocol.Ancestor;
import com.hubify.identity.protocol.Revocation;
import com.hubify.identity.protocol.Scopes;
import com.hubify.identity.server.apikey.ApiKey;
import com.hubify.identity.server.apikey.ApiKeyRevoked;
import com.hubify.identity.server.apikey.ApiKeyRevoker;
import com.hubify.identity.server.apikey.Events;
import com.hubify.identity.server.apikey.InMemoryApiKeys;
import com.hubify.identity.server.apikey.TestApiKeys;
import com.hubify.identity.server.apikey.change.ReviewedApiKeys;
import com.hubify.identity.server.revocation.InMemoryRevocations;
import com.hubify.identity.server.standing.TestDepartures;
import com.hubify.testing.TestClock;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeyRotatorTests {

    private static final Instant NOW = TestClock.START;
    private static final Duration DAY = Duration.ofDays(1);
    private static final Scopes HELD =
            Scopes.parse("api-keys:write labs:read experiments:*").orElseThrow();

    private final TestClock clock = TestClock.standing();
    private final InMemoryApiKeys keys = new InMemoryApiKeys(clock);
    private final InMemoryRevocations revocations = new InMemoryRevocations();
    private final Events events = new Events();
    private final ApiKeyRevoker revoker = new ApiKeyRevoker(keys, revocations, clock, events);
    private final ReviewedApiKeys reviewed = new ReviewedApiKeys(keys, revocations, revoker, clock);
    private final TestDepartures departed = new TestDepartures();
    private final ApiKeyRotator rotator = new ApiKeyRotator(
            keys,
            new ApiKeyIssuer(keys, departed.departures(), new SecureRandom(), clock, events),
            reviewed.changes(),
            clock,
            events);

    private final ApiKey old =
            TestApiKeys.usable().expiresAt(NOW.plus(Duration.ofDays(90))).key();

    @BeforeEach
    void addKey() {
        keys.add(old);
    }

    @Test
    void issuesASuccessorOnTheSameTermsAndTellsServices() {
        clock.wind(Duration.ofDays(80));

        ApiKey successor = rotate();

        assertThat(successor.scopes()).isEqualTo(old.scopes());
        assertThat(successor.name()).isEqualTo(old.name());
        assertThat(successor.predecessor()).isEqualTo(old.id());
        assertThat(successor.expiresAt()).isEqualTo(clock.instant().plus(Duration.ofDays(90)));
        assertThat(keys.find(old.id())).hasValueSatisfying(key -> {
            assertThat(key.succession()).isEqualTo(new ApiKey.Succession(successor.id(), clock.instant()));
            assertThat(key.expiresAt()).isEqualTo(clock.instant().plus(DAY));
        });
        assertThat(revocations.published())
                .containsExactly(new Revocation(new Ancestor(Ancestor.Kind.KEY_STATE, "abcd1234 0"), clock.instant()));
        assertThat(events.published())
                .containsExactly(
                        new ApiKeyRotated(keys.find(old.id()).orElseThrow(), successor.id(), clock.instant()),
                        new ApiKeyCreated(successor.id(), old.owner(), old.scopes(), clock.instant()));
    }

    @Test
    void endsTheOldKeyWithItsOverlap() {
        rotate();

        clock.wind(DAY);

        assertThat(keys.find(old.id())).isEmpty();
    }

    /** Times are stored in whole seconds; the overlap is never shorter than asked for, and none is none. */
    @Test
    void givesTheWholeOverlap() {
        clock.wind(Duration.ofMillis(900));

        rotator.rotate(old, HELD, Duration.ofSeconds(1), null);

        assertThat(keys.find(old.id()))
                .hasValueSatisfying(key -> assertThat(key.expiresAt()).isEqualTo(NOW.plusSeconds(2)));
    }

    /** A node that stops between the rotation and its announcement: services know the old key with its old end. */
    @Test
    void tellsServicesLaterThatTheOldKeyHasEndedAtOnce() {
        revocations.isAway = true;
        assertThatThrownBy(() -> rotator.rotate(old, HELD, Duration.ZERO, null)).isInstanceOf(RuntimeException.class);
        revocations.isAway = false;
        assertThat(keys.find(old.id())).isEmpty();
        assertThat(events.published()).hasAtLeastOneElementOfType(ApiKeyRotated.class);

        clock.wind(Duration.ofSeconds(10));
        reviewed.reviewAll();

        assertThat(revocations.names(Ancestor.keyState("abcd1234", 0))).isTrue();
    }

    /** Of two spans of ten years one may be a leap day longer. */
    @Test
    void rotatesAKeyOfTheLongestLife() {
        clock.wind(Duration.between(NOW, Instant.parse("2027-03-01T00:00:00Z")));
        ApiKey lasting = TestApiKeys.usable()
                .id(2)
                .createdAt(clock.instant())
                .expiresAt(Instant.parse("2037-03-01T00:00:00Z"))
                .key();
        keys.add(lasting);
        clock.wind(Duration.between(clock.instant(), Instant.parse("2028-03-01T00:00:00Z")));

        Issuance issuance = rotator.rotate(lasting, HELD, DAY, null);

        assertThat(issuance)
                .isInstanceOfSatisfying(
                        Issuance.Issued.class,
                        issued -> assertThat(issued.key().expiresAt()).isEqualTo("2038-03-01T00:00:00Z"));
    }

    @Test
    void neverLetsTheOldKeyLiveLonger() {
        clock.wind(Duration.ofDays(90).minusSeconds(10));

        rotate();

        assertThat(keys.find(old.id())).map(ApiKey::expiresAt).contains(NOW.plus(Duration.ofDays(90)));
        assertThat(events.published())
                .filteredOn(ApiKeyRotated.class::isInstance)
                .extracting(event -> ((ApiKeyRotated) event).end())
                .containsExactly(NOW.plus(Duration.ofDays(90)));
    }

    /** Attack: turn a leaked token that can do nothing but manage keys into whatever the person's keys can do. */
    @ParameterizedTest
    @ValueSource(strings = {"api-keys:write", "api-keys:write labs:read", "api-keys:* experiments:*"})
    void needsTheScopesOfTheKey(String held) {
        Issuance issuance = rotator.rotate(old, Scopes.parse(held).orElseThrow(), DAY, null);

        assertThat(issuance)
                .isInstanceOfSatisfying(
                        Issuance.Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Issuance.Reason.SCOPE_NOT_HELD));
        assertThat(keys.ownedBy(old.owner())).containsExactly(old);
    }

    @Test
    void rotatesAKeyOnce() {
        rotate();
        ApiKey rotated = keys.find(old.id()).orElseThrow();

        assertThat(rotator.rotate(rotated, HELD, DAY, null))
                .isEqualTo(new Issuance.Refused(Issuance.Reason.REPLACED_ALREADY, null));
        assertThat(rotator.rotate(old, HELD, DAY, null))
                .isEqualTo(new Issuance.Refused(Issuance.Reason.CHANGED_MEANWHILE, null));
        assertThat(keys.ownedBy(old.owner())).hasSize(2);
    }

    /** A successor that leaked while it was put in place: the old key still works, and its next one lives as long as the first would have. */
    @Test
    void rotatesAgainOnceTheSuccessorIsRevoked() {
        ApiKey first = rotate();
        clock.wind(Duration.ofHours(1));
        revoker.revoke(first, ApiKeyRevoked.Cause.OWNER);
        ApiKey rotated = keys.find(old.id()).orElseThrow();

        Issuance issuance = rotator.rotate(rotated, HELD, Duration.ofDays(30), null);

        ApiKey second = ((Issuance.Issued) issuance).key();
        assertThat(second.expiresAt()).isEqualTo(clock.instant().plus(Duration.ofDays(90)));
        ApiKey again = keys.find(old.id()).orElseThrow();
        assertThat(again.succession()).isEqualTo(new ApiKey.Succession(second.id(), clock.instant()));
        // Attack: have the old key live on by that.
        assertThat(again.expiresAt()).isEqualTo(NOW.plus(DAY));
        assertThat(revocations.names(Ancestor.keyState("abcd1234", 1))).isTrue();
        assertThat(rotator.rotate(again, HELD, DAY, null))
                .isEqualTo(new Issuance.Refused(Issuance.Reason.REPLACED_ALREADY, null));
    }

    @Test
    void endsTheOldKeyEarlyOnceTheNewIsUsedAndTheOldIsQuiet() {
        ApiKey successor = rotate();
        keys.noteUse(successor.id(), NOW);
        clock.wind(Duration.ofMinutes(30));
        keys.noteUse(old.id(), clock.instant());

        clock.wind(Duration.ofMinutes(59));
        reviewed.reviewAll();
        assertThat(keys.find(old.id())).map(ApiKey::revokedAt).isEmpty();

        clock.wind(Duration.ofMinutes(6));
        reviewed.reviewAll();
        assertThat(keys.find(old.id())).map(ApiKey::revokedAt).contains(clock.instant());
        assertThat(events.published())
                .contains(new ApiKeyRevoked(old.id(), old.owner(), ApiKeyRevoked.Cause.REPLACED, clock.instant()));
        assertThat(reviewed.due()).isEmpty();
    }

    /** Each publication has a node ask Redis about every key until it has read the log again. */
    @Test
    void announcesARotationOnceHoweverOftenTheKeyIsLookedAt() {
        rotate();

        clock.wind(Duration.ofHours(2));
        reviewed.reviewAll();
        clock.wind(Duration.ofHours(2));
        reviewed.reviewAll();

        assertThat(revocations.published()).hasSize(1);
        assertThat(reviewed.due()).hasSize(1);
    }

    /** A key that is rolled out to nobody yet must not be the only one that works. */
    @Test
    void keepsTheOldKeyUntilTheNewIsUsed() {
        rotate();

        clock.wind(Duration.ofHours(23));
        reviewed.reviewAll();

        assertThat(keys.find(old.id())).map(ApiKey::revokedAt).isEmpty();
    }

    private ApiKey rotate() {
        Issuance issuance = rotator.rotate(old, HELD, DAY, null);
        assertThat(issuance).isInstanceOf(Issuance.Issued.class);
        return ((Issuance.Issued) issuance).key();
    }
}
