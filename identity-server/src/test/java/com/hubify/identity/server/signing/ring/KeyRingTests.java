package com.hubify.identity.server.signing.ring;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.server.signing.SigningKey;
import com.hubify.identity.server.signing.local.InMemoryKeyCustody;
import com.nimbusds.jose.JWSAlgorithm;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyRingTests {

    private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);
    private static final JWSAlgorithm ES256 = JWSAlgorithm.ES256;

    private final InMemoryKeyCustody custody = new InMemoryKeyCustody(Clock.systemUTC());
    private final SigningKey first = custody.versions(ES256).get(0).key();
    private final SigningKey second = custody.addVersion(ES256).key();
    private final SigningKey third = custody.addVersion(ES256).key();

    private final KeyRing two = KeyRing.EMPTY
            .with(KeyVersion.announced(first, NOON, NOON))
            .with(KeyVersion.announced(second, NOON.plus(DAY), NOON.plus(DAY.multipliedBy(2))));

    @Test
    void oneVersionAfterTheOtherSigns() {
        assertThat(active(two, NOON)).isEqualTo(first);
        assertThat(active(two, NOON.plus(DAY.multipliedBy(2)).minusMillis(1))).isEqualTo(first);
        assertThat(active(two, NOON.plus(DAY.multipliedBy(2)))).isEqualTo(second);
    }

    @Test
    void statesFollowFromTheTime() {
        assertThat(states(two, NOON.plus(DAY))).containsExactly(KeyState.ACTIVE, KeyState.ANNOUNCED);
        assertThat(states(two, NOON.plus(DAY.multipliedBy(2)))).containsExactly(KeyState.RETIRED, KeyState.ACTIVE);
        assertThat(states(two, NOON.plus(DAY.multipliedBy(3)).minusMillis(1)))
                .containsExactly(KeyState.RETIRED, KeyState.ACTIVE);
        assertThat(states(two, NOON.plus(DAY.multipliedBy(3)))).containsExactly(KeyState.GONE, KeyState.ACTIVE);
    }

    @Test
    void publishesAllThatIsToComeAndAllThatIsNotGone() {
        assertThat(published(two, NOON.plus(DAY))).containsExactly(second, first);
        assertThat(published(two, NOON.plus(DAY.multipliedBy(2)))).containsExactly(second, first);
        assertThat(published(two, NOON.plus(DAY.multipliedBy(3)))).containsExactly(second);
    }

    @Test
    void forgetsWhatIsGoneAndNothingElse() {
        assertThat(two.withoutGone(NOON.plus(DAY.multipliedBy(2)), DAY)).isEqualTo(two);
        assertThat(two.withoutGone(NOON.plus(DAY.multipliedBy(3)), DAY).versions())
                .extracting(KeyVersion::key)
                .containsExactly(second);
    }

    @Test
    void announcedVersionTakesThePlaceOfACompromisedOneAtOnce() {
        KeyRing ring = two.compromised(first.kid(), NOON.plus(DAY));

        assertThat(active(ring, NOON.plus(DAY))).isEqualTo(second);
        assertThat(published(ring, NOON.plus(DAY))).containsExactly(second);
        assertThat(states(ring, NOON.plus(DAY))).containsExactly(KeyState.RETIRED, KeyState.ACTIVE);
    }

    @Test
    void noneSignsWhereTheOnlyOneIsCompromised() {
        KeyRing ring =
                KeyRing.EMPTY.with(KeyVersion.announced(first, NOON, NOON)).compromised(first.kid(), NOON);

        assertThat(ring.active(ES256, NOON)).isEmpty();
        assertThat(ring.active(ES256, NOON.plus(DAY))).isEmpty();
        assertThat(published(ring, NOON)).isEmpty();
    }

    /** Attack: a version that was compromised comes back to life, because its successor is compromised too. */
    @Test
    void retiredVersionNeverSignsAgain() {
        Instant later = NOON.plus(DAY.multipliedBy(2)).plusSeconds(60);

        KeyRing ring = two.compromised(second.kid(), later);

        assertThat(ring.active(ES256, later)).isEmpty();
        assertThat(published(ring, later)).containsExactly(first);
        assertThat(ring.state(ring.versions().get(0), later, DAY)).isEqualTo(KeyState.RETIRED);
    }

    @Test
    void versionCompromisedBeforeItsTimeChangesNothingElse() {
        KeyRing ring = two.compromised(second.kid(), NOON.plus(DAY));

        assertThat(active(ring, NOON.plus(DAY))).isEqualTo(first);
        assertThat(active(ring, NOON.plus(DAY.multipliedBy(10)))).isEqualTo(first);
        assertThat(published(ring, NOON.plus(DAY.multipliedBy(10)))).containsExactly(first);
    }

    /** The node that decided has a clock that is ahead; this one must neither stop nor use what is compromised. */
    @Test
    void laggingClockSignsWithTheSuccessorOfACompromisedVersion() {
        KeyRing ring = KeyRing.EMPTY
                .with(KeyVersion.announced(first, NOON, NOON))
                .compromised(first.kid(), NOON.plus(DAY))
                .with(KeyVersion.announced(second, NOON.plus(DAY), NOON.plus(DAY)));

        assertThat(active(ring, NOON.plus(DAY).minusSeconds(5))).isEqualTo(second);
        assertThat(published(ring, NOON.plus(DAY).minusSeconds(5))).containsExactly(second);
    }

    @Test
    void isDueForRotationAnAnnouncementBeforeThePeriodEnds() {
        RotationPolicy policy = new RotationPolicy(DAY.multipliedBy(30), DAY, DAY);
        KeyRing one = KeyRing.EMPTY.with(KeyVersion.announced(first, NOON, NOON));
        Instant due = NOON.plus(DAY.multipliedBy(29));

        assertThat(one.isDueForRotation(ES256, due.minusMillis(1), policy)).isFalse();
        assertThat(one.isDueForRotation(ES256, due, policy)).isTrue();
        assertThat(one.with(KeyVersion.announced(second, due, due.plus(DAY))).isDueForRotation(ES256, due, policy))
                .isFalse();
        assertThat(KeyRing.EMPTY.isDueForRotation(ES256, due, policy)).isFalse();
    }

    @Test
    void newerOfTwoWithTheSameTimeSigns() {
        KeyRing ring = two.with(KeyVersion.announced(third, NOON, NOON));

        assertThat(active(ring, NOON)).isEqualTo(third);
    }

    @Test
    void survivesBeingWrittenDown() {
        KeyRing ring = two.compromised(first.kid(), NOON.plusNanos(1));

        assertThat(KeyRingJson.of(ring).ring()).isEqualTo(ring);
    }

    private static SigningKey active(KeyRing ring, Instant now) {
        return ring.active(ES256, now).orElseThrow().key();
    }

    private static List<SigningKey> published(KeyRing ring, Instant now) {
        return ring.published(now, DAY).stream().map(KeyVersion::key).toList();
    }

    private static List<KeyState> states(KeyRing ring, Instant now) {
        return ring.versions().stream()
                .map(version -> ring.state(version, now, DAY))
                .toList();
    }
}
