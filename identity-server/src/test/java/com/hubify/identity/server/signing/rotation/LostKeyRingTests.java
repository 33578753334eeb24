package com.hubify.identity.server.signing.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.protocol.Ancestor;
import com.hubify.identity.server.revocation.InMemoryRevocations;
import com.hubify.identity.server.signing.SigningKey;
import com.hubify.identity.server.signing.SigningUnavailable;
import com.hubify.identity.server.signing.SigningUnavailable.Reason;
import com.hubify.identity.server.signing.local.InMemoryKeyCustody;
import com.hubify.identity.server.signing.ring.InMemoryKeyRings;
import com.hubify.identity.server.signing.ring.KeyRing;
import com.hubify.identity.server.signing.ring.KeyRings;
import com.hubify.identity.server.signing.ring.KeyVersion;
import com.hubify.testing.TestClock;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** Redis forgets: all of it, or what it was told last. Servers remember. */
class LostKeyRingTests {

    private static final JWSAlgorithm ES256 = JWSAlgorithm.ES256;

    private final TestClock clock = TestClock.standing();
    private final InMemoryKeyCustody custody = new InMemoryKeyCustody(clock, Set.of(ES256));
    private final InMemoryKeyRings rings = new InMemoryKeyRings(clock);
    private final InMemoryRevocations revocations = new InMemoryRevocations();
    private final RotationNode node = new RotationNode(custody, rings, revocations, clock);

    /** Attack: whoever can have Redis emptied brings a stolen key back, by way of a server that has just started. */
    @Test
    void compromisedVersionStaysDeadThoughAServerStartsOnAnEmptyRedis() {
        node.tick();
        String compromised = active(node);
        custody.fail(Reason.UNREACHABLE); // so that its private half is still there
        node.rotation.compromise(compromised);
        custody.fail(null);
        rings.lose();
        revocations.forget();
        RotationNode started = new RotationNode(custody, rings, revocations, clock);
        started.tick();

        node.tick();
        started.tick();

        for (RotationNode each : List.of(node, started)) {
            assertThat(kids(each)).doesNotContain(compromised);
            assertThat(active(each)).isNotEqualTo(compromised);
        }
        assertThat(custody.versions(ES256)).extracting(kept -> kept.key().kid()).doesNotContain(compromised);
        assertThat(revocations.names(new Ancestor(Ancestor.Kind.SIGNING_KEY, compromised)))
                .isTrue();
    }

    /** Attack: a replica takes over that had not heard of the compromise yet. */
    @Test
    void compromisedVersionStaysDeadThoughRedisFallsBack() {
        node.tick();
        String compromised = node.rotation.rotate(ES256, Duration.ZERO).kid();
        KeyRings.Written before = rings.read().orElseThrow();
        node.rotation.compromise(compromised);
        rings.fallBackTo(before);
        revocations.forget();

        node.keys.look();

        assertThat(kids(node)).doesNotContain(compromised);
        assertThat(active(node)).isNotEqualTo(compromised);
        assertThat(node.keys.needsTurn()).isTrue();
        node.tick();
        node.keys.look();
        assertThat(node.keys.needsTurn()).isFalse();
        RotationNode started = new RotationNode(custody, rings, revocations, clock);
        started.tick();
        assertThat(kids(started)).isEqualTo(kids(node)).doesNotContain(compromised);
    }

    /** Tokens that were signed meanwhile must be good wherever they are shown. */
    @Test
    void versionThatRedisHasForgottenStaysPublishedAndSigns() {
        node.tick();
        KeyRings.Written before = rings.read().orElseThrow();
        String made = node.rotation.rotate(ES256, Duration.ZERO).kid();
        rings.fallBackTo(before);

        node.keys.look();
        assertThat(active(node)).isEqualTo(made);
        node.tick();

        RotationNode started = new RotationNode(custody, rings, revocations, clock);
        started.tick();
        assertThat(active(started)).isEqualTo(made);
        assertThat(kids(started)).contains(made);
    }

    @Test
    void ringIsWrittenBackWithoutVault() {
        node.tick();
        KeyRing ring = rings.read().orElseThrow().ring();
        rings.lose();
        custody.fail(Reason.UNREACHABLE);

        try {
            node.tick();
        } catch (SigningUnavailable e) {
            assertThat(e.reason()).isEqualTo(Reason.UNREACHABLE);
        }

        assertThat(rings.read().orElseThrow().ring()).isEqualTo(ring);
    }

    /** A laptop that slept, or a server cut off from Redis for weeks, remembers versions whose time was over long ago. */
    @Test
    void nobodyBringsBackWhatWasForgottenRightly() {
        node.tick();
        RotationNode asleep = new RotationNode(custody, rings, revocations, clock);
        asleep.tick();
        String first = active(asleep);
        for (int i = 0; i < 100; i++) {
            clock.wind(Duration.ofDays(1));
            node.tick();
        }
        KeyRing written = rings.read().orElseThrow().ring();

        asleep.tick();

        assertThat(rings.read().orElseThrow().ring()).isEqualTo(written);
        assertThat(kids(asleep)).isEqualTo(kids(node)).doesNotContain(first);
    }

    /** Whoever joins what first, and however often, all end up with the same; and the dead stay dead. */
    @RepeatedTest(200)
    void ringsThatWentApartComeTogether(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        SigningKey first = custody.versions(ES256).get(0).key();
        KeyRing start = KeyRing.EMPTY.with(KeyVersion.announced(first, clock.instant(), clock.instant()));
        KeyRing one = apart(start, random);
        KeyRing other = apart(start, random);
        Instant now = clock.instant();
        Duration retire = RotationNode.POLICY.retire();

        KeyRing joined = one.joined(other, now, retire);

        assertThat(new HashSet<>(living(other.joined(one, now, retire), now)))
                .isEqualTo(new HashSet<>(living(joined, now)));
        assertThat(joined.joined(other, now, retire)).isEqualTo(joined);
        assertThat(joined.joined(one, now, retire)).isEqualTo(joined);
        List<KeyVersion> ended = new ArrayList<>(one.versions());
        ended.addAll(other.versions());
        ended.removeIf(version -> !version.isCompromised());
        assertThat(joined.published(now, retire).stream().map(KeyVersion::kid))
                .noneMatch(
                        kid -> ended.stream().anyMatch(version -> version.kid().equals(kid)));
    }

    private KeyRing apart(KeyRing start, Random random) {
        KeyRing ring = start;
        for (int i = 0; i < 6; i++) {
            Instant now = clock.instant();
            KeyVersion any = ring.versions().get(random.nextInt(ring.versions().size()));
            switch (random.nextInt(3)) {
                case 0 -> {
                    ring = ring.compromised(any.kid(), now);
                    if (ring.lacksHeir(any.algorithm(), now)) {
                        SigningKey heir = custody.addVersion(any.algorithm()).key();
                        ring = ring.with(KeyVersion.announced(heir, now, now));
                    }
                }
                case 1 -> {
                    SigningKey key = custody.addVersion(ES256).key();
                    ring = ring.with(KeyVersion.announced(key, now, now.plusSeconds(random.nextInt(90_000))));
                }
                default -> clock.wind(Duration.ofHours(random.nextInt(40)));
            }
        }
        return ring;
    }

    private static List<KeyVersion> living(KeyRing ring, Instant now) {
        return ring.withoutGone(now, RotationNode.POLICY.retire()).versions();
    }

    private static String active(RotationNode node) {
        return node.keys.current(ES256).kid();
    }

    private static List<String> kids(RotationNode node) {
        return node.keys.published().getKeys().stream().map(JWK::getKeyID).toList();
    }
}
