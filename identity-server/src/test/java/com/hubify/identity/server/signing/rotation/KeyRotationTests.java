package com.hubify.identity.server.signing.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.hubify.identity.protocol.Ancestor;
import com.hubify.identity.protocol.Revocation;
import com.hubify.identity.server.revocation.InMemoryRevocations;
import com.hubify.identity.server.signing.SigningKeyEvent;
import com.hubify.identity.server.signing.SigningUnavailable;
import com.hubify.identity.server.signing.SigningUnavailable.Reason;
import com.hubify.identity.server.signing.local.InMemoryKeyCustody;
import com.hubify.identity.server.signing.ring.ForwardingKeyRings;
import com.hubify.identity.server.signing.ring.InMemoryKeyRings;
import com.hubify.identity.server.signing.ring.KeyRing;
import com.hubify.identity.server.signing.ring.KeyRings;
import com.hubify.identity.server.signing.ring.KeyVersion;
import com.hubify.testing.TestClock;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KeyRotationTests {

    private static final JWSAlgorithm ES256 = JWSAlgorithm.ES256;
    private static final byte[] INPUT = "header.payload".getBytes(StandardCharsets.US_ASCII);
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final TestClock clock = TestClock.standing();
    private final InMemoryKeyCustody custody = new InMemoryKeyCustody(clock, Set.of(ES256));
    private final InMemoryKeyRings rings = new InMemoryKeyRings(clock);
    private final InMemoryRevocations revocations = new InMemoryRevocations();
    private final RotationNode node = new RotationNode(custody, rings, revocations, clock);
    private final RotationNode other = new RotationNode(custody, rings, revocations, clock);

    @Test
    void signsWithTheKeyItFindsFromTheFirstMoment() {
        node.tick();

        assertThat(kids()).hasSize(1);
        assertThat(active()).endsWith("-v1");
        assertThat(node.events).containsExactly(new SigningKeyEvent.Announced(active(), clock.instant()));
    }

    @Test
    void announcesThenUsesThenRetiresThenDestroys() {
        node.tick();
        String first = active();

        after(RotationNode.POLICY.period().minus(RotationNode.POLICY.announce()));
        assertThat(kids()).hasSize(2);
        assertThat(active()).isEqualTo(first);

        after(RotationNode.POLICY.announce());
        String second = active();
        assertThat(second).endsWith("-v2");
        assertThat(kids()).containsExactly(second, first);

        after(RotationNode.POLICY.retire().minus(SECOND));
        assertThat(kids()).contains(first);
        assertThat(custody.versions(ES256)).hasSize(2);

        after(SECOND);
        assertThat(kids()).containsExactly(second);
        assertThat(custody.versions(ES256)).extracting(kept -> kept.key().kid()).containsExactly(second);
        assertThat(rings.read().orElseThrow().ring().find(first)).isEmpty();
    }

    @Test
    void otherNodesFollowWithoutATurn() {
        node.tick();
        KeyVersion made = node.rotation.rotate(ES256, Duration.ZERO);

        other.keys.look();

        assertThat(other.keys.current(ES256)).isEqualTo(made.key());
    }

    /** Attack, or bad luck: a token is given back at the other node in the moment after a rotation, and nobody is told. */
    @Test
    void tokensOfANewVersionAreKnownEverywhereAtOnce() {
        RotationNode node = punctual();
        RotationNode other = punctual();
        node.tick();
        for (int i = 0; i < 5; i++) {
            other.keys.latest();
            KeyVersion made = node.rotation.rotate(ES256, Duration.ZERO);
            assertThat(node.keys.current(ES256)).isEqualTo(made.key());

            assertThat(other.keys.latest().getKeyByKeyId(made.kid())).isNotNull();
        }
    }

    private RotationNode punctual() {
        return new RotationNode(custody, rings, revocations, clock, RotationNode.POLICY, System::nanoTime);
    }

    /** Attack: an id is revoked before its key is made, so that all its tokens are dead. */
    @Test
    void neverSignsWithAVersionThatWasRevokedBefore() {
        node.tick();
        String next = active().replace("-v1", "-v2");
        revocations.publish(new Revocation(new Ancestor(Ancestor.Kind.SIGNING_KEY, next), clock.instant()));

        KeyVersion made = node.rotation.rotate(ES256, Duration.ZERO);

        assertThat(made.kid()).endsWith("-v3");
    }

    @Test
    void operatorsRotateAheadOfTime() {
        node.tick();
        String first = active();

        KeyVersion made = node.rotation.rotate(ES256, Duration.ofHours(1));

        assertThat(kids()).contains(made.kid());
        assertThat(active()).isEqualTo(first);
        after(Duration.ofHours(1));
        assertThat(active()).isEqualTo(made.kid());
    }

    /** Attack, or a script that runs wild: each rotation lengthens the set that every verifier keeps. */
    @Test
    void refusesMoreVersionsThanVerifiersTake() {
        node.tick();
        IntStream.range(1, 32).forEach(i -> node.rotation.rotate(ES256, Duration.ZERO));

        assertThatExceptionOfType(KeyCreation.TooManyVersions.class)
                .isThrownBy(() -> node.rotation.rotate(ES256, Duration.ZERO));
        assertThat(custody.versions(ES256)).hasSize(32);
    }

    @Test
    void oneOfManyNodesRotates() throws Exception {
        node.tick();
        clock.wind(RotationNode.POLICY.period());
        int nodes = 8;
        var together = new CyclicBarrier(nodes);
        var threads = Executors.newFixedThreadPool(nodes);
        List<Callable<Boolean>> turns = new ArrayList<>();
        for (int i = 0; i < nodes; i++) {
            RotationNode each = new RotationNode(custody, rings, revocations, clock);
            turns.add(() -> {
                together.await();
                each.tick();
                return true;
            });
        }

        for (var turn : threads.invokeAll(turns)) {
            assertThat(turn.get()).isTrue();
        }
        threads.shutdown();

        assertThat(custody.versions(ES256)).hasSize(2);
    }

    /** A node dies after Vault has made the version and before that is written down. */
    @Test
    void versionThatNobodyWroteDownIsAnnouncedBeforeItIsUsed() {
        node.tick();
        String first = active();
        String orphan = custody.addVersion(ES256).key().kid();

        other.tick();

        node.keys.look();
        assertThat(kids()).contains(orphan);
        assertThat(active()).isEqualTo(first);
        after(RotationNode.POLICY.announce());
        assertThat(active()).isEqualTo(orphan);
    }

    /** A node writes what it decided before a long pause; meanwhile another has gone on. */
    @Test
    void loserOfALeaseChangesNothing() {
        node.tick();
        SlowRings slow = new SlowRings(rings);
        RotationNode sleeper = new RotationNode(custody, slow, revocations, clock);
        clock.wind(RotationNode.POLICY.period());
        slow.beforeReplace = () -> {
            clock.wind(Duration.ofMinutes(1)); // its lease runs out
            other.tick();
        };

        assertThatExceptionOfType(SigningUnavailable.class).isThrownBy(sleeper::tick);

        KeyRing ring = rings.read().orElseThrow().ring();
        other.tick();
        assertThat(rings.read().orElseThrow().ring().versions()).containsAll(ring.versions());
        assertThat(active(other)).endsWith("-v1");
    }

    @Test
    void compromisedVersionIsReplacedAtOnce() {
        node.tick();
        String first = active();

        node.rotation.compromise(first);

        assertThat(active()).endsWith("-v2");
        assertThat(kids()).doesNotContain(first);
        assertThat(revocations.names(new Ancestor(Ancestor.Kind.SIGNING_KEY, first)))
                .isTrue();
        assertThat(custody.versions(ES256)).extracting(kept -> kept.key().kid()).containsExactly(active());
        assertThat(node.events)
                .contains(new SigningKeyEvent.Compromised(first), new SigningKeyEvent.Destroyed(active()));
    }

    /** Attack: the stolen half of a version that is still to come stays usable, and comes back when its mark is forgotten. */
    @Test
    void versionThatIsCompromisedBeforeItsTimeIsDestroyedToo() {
        node.tick();
        String announced = node.rotation.rotate(ES256, Duration.ofHours(24)).kid();

        node.rotation.compromise(announced);

        assertThat(active()).endsWith("-v3");
        assertThat(kids()).doesNotContain(announced);
        assertThat(custody.versions(ES256)).extracting(kept -> kept.key().kid()).containsExactly(active());
    }

    /** Attack: of two versions the one made later is compromised, and the one that still waits must not outlive its half. */
    @Test
    void versionThatWasOvertakenNeverSigns() {
        node.tick();
        String waiting = node.rotation.rotate(ES256, Duration.ofHours(24)).kid();
        String overtaking = node.rotation.rotate(ES256, Duration.ZERO).kid();
        assertThat(active()).isEqualTo(overtaking);

        node.rotation.compromise(overtaking);

        String replacement = active();
        assertThat(replacement).endsWith("-v4");
        after(Duration.ofHours(24));
        assertThat(active()).isEqualTo(replacement).isNotEqualTo(waiting);
        assertThat(node.keys.sign(node.keys.current(ES256), INPUT)).isNotNull();
    }

    @Test
    void compromiseIsToldOnceHoweverOftenItIsAsked() {
        node.tick();
        String first = active();

        node.rotation.compromise(first);
        node.rotation.compromise(first);

        assertThat(node.events).containsOnlyOnce(new SigningKeyEvent.Compromised(first));
    }

    @Test
    void compromiseByRevocationIsToldToo() {
        node.tick();
        String first = active();
        revocations.publish(new Revocation(new Ancestor(Ancestor.Kind.SIGNING_KEY, first), clock.instant()));

        node.rotation.compromise(first);

        assertThat(node.events).containsOnlyOnce(new SigningKeyEvent.Compromised(first));
    }

    @Test
    void announcedVersionReplacesACompromisedOne() {
        node.tick();
        String announced = node.rotation.rotate(ES256, Duration.ofHours(24)).kid();

        node.rotation.compromise(active());

        assertThat(active()).isEqualTo(announced);
        assertThat(custody.versions(ES256)).hasSize(1);
    }

    @Test
    void unknownVersionCannotBeCompromised() {
        node.tick();

        assertThat(node.rotation.compromise("somebody-elses-v1")).isEmpty();
        assertThat(kids()).hasSize(1);
    }

    /** The key store is away just then: nobody may sign or verify with the version, and nobody has another one yet. */
    @Test
    void compromisedVersionEndsThoughNoSuccessorCanBeMade() {
        node.tick();
        String first = active();
        custody.fail(Reason.SEALED);

        assertThat(node.rotation.compromise(first)).isPresent();

        assertThat(node.keys.published().getKeys()).isEmpty();
        assertThat(node.events).contains(new SigningKeyEvent.Compromised(first));
        assertThat(node.keys.needsTurn()).isTrue();
        assertThat(revocations.names(new Ancestor(Ancestor.Kind.SIGNING_KEY, first)))
                .isTrue();
        assertThatExceptionOfType(SigningUnavailable.class).isThrownBy(() -> node.keys.current(ES256));

        custody.fail(null);
        other.tick();
        node.keys.look();
        assertThat(active()).endsWith("-v2");
        assertThat(node.keys.needsTurn()).isFalse();
        assertThat(custody.versions(ES256)).hasSize(1);
    }

    /** Another node has the lease, and waits for a Vault that hangs; an emergency can't. */
    @Test
    void compromiseWaitsForNobody() {
        node.tick();
        String first = active();
        KeyRings.Lease held = rings.lease(Duration.ofMinutes(1)).orElseThrow();
        SlowRings slow = new SlowRings(rings);
        slow.leased = lease -> {
            assertThat(revocations.names(new Ancestor(Ancestor.Kind.SIGNING_KEY, first)))
                    .isTrue();
            assertThat(rings.read().orElseThrow().ring().isCompromised(first)).isTrue();
            rings.release(held);
        };

        new RotationNode(custody, slow, revocations, clock).rotation.compromise(first);

        node.keys.look();
        assertThat(active()).endsWith("-v2");
    }

    /** Whoever has the lease writes what it has decided together with that. */
    @Test
    void compromiseIsNotWrittenOver() {
        node.tick();
        String first = active();
        SlowRings slow = new SlowRings(rings);
        RotationNode sleeper = new RotationNode(custody, slow, revocations, clock);
        clock.wind(RotationNode.POLICY.period());
        slow.beforeReplace = () -> rings.replace(
                rings.read().orElseThrow().revision(),
                rings.read().orElseThrow().ring().compromised(first, clock.instant()));

        sleeper.tick();

        KeyRing ring = rings.read().orElseThrow().ring();
        assertThat(ring.isCompromised(first)).isTrue();
        assertThat(ring.versions()).hasSize(2);
    }

    /** A Vault that hangs keeps whoever waits for it; each question would take the whole time-out. */
    @Test
    void turnAsksAKeyStoreThatDoesNotAnswerOnce() {
        InMemoryKeyCustody all = new InMemoryKeyCustody(clock);
        RotationNode each = new RotationNode(all, new InMemoryKeyRings(clock), revocations, clock);
        each.tick();
        int before = all.refusals();
        all.fail(Reason.UNREACHABLE);

        assertThatExceptionOfType(SigningUnavailable.class).isThrownBy(each::tick);

        assertThat(all.refusals() - before).isEqualTo(1);
    }

    /** A node dies after it has marked a version and before it has told anybody. */
    @Test
    void toldOfByAnotherNode() {
        node.tick();
        String first = active();
        node.rotation.compromise(first);
        revocations.forget();

        other.tick();

        assertThat(revocations.names(new Ancestor(Ancestor.Kind.SIGNING_KEY, first)))
                .isTrue();
    }

    /** Services refuse all it has signed; to sign on with it would be an outage. */
    @Test
    void versionThatWasRevokedByItsIdEndsLikeACompromisedOne() {
        node.tick();
        String first = active();
        revocations.publish(new Revocation(new Ancestor(Ancestor.Kind.SIGNING_KEY, first), clock.instant()));

        node.tick();

        assertThat(active()).endsWith("-v2");
        assertThat(kids()).doesNotContain(first);
    }

    /** A key deleted behind our back and made anew has the same id and is another one. */
    @Test
    void reportsAKeyThatWasReplacedAndTouchesNothing() {
        node.tick();
        String first = active();
        custody.replace(ES256);

        assertThatExceptionOfType(SigningUnavailable.class)
                .isThrownBy(node::tick)
                .withMessageContaining(first)
                .withMessageContaining("created again")
                .extracting(SigningUnavailable::reason)
                .isEqualTo(Reason.KEY_MISSING);
        assertThat(kids()).containsExactly(first);
    }

    /** All that Redis held is lost, but a node remembers. A version that is compromised must not come back. */
    @Test
    void writesDownAgainWhatRedisHasLost() {
        node.tick();
        String first = active();
        node.rotation.compromise(first);
        KeyRing known = rings.read().orElseThrow().ring();

        rings.lose();
        node.tick();

        assertThat(rings.read().orElseThrow().ring()).isEqualTo(known);
    }

    /** One key can't be read at the first start: to publish the others alone would have its tokens refused. */
    @Test
    void writesNothingDownWhileSomeKeysCannotBeRead() {
        InMemoryKeyCustody all = new InMemoryKeyCustody(clock);
        all.fail(Reason.FORBIDDEN, JWSAlgorithm.RS256);
        RotationNode first = new RotationNode(all, rings, revocations, clock);

        assertThatExceptionOfType(SigningUnavailable.class).isThrownBy(first::tick);

        assertThat(rings.read()).isEmpty();
        assertThatExceptionOfType(SigningUnavailable.class).isThrownBy(first.keys::published);
    }

    /** All that Redis held is lost. Verifiers keep what was published, so a version must not be used too soon. */
    @Test
    void findsItsWayFromTheKeysAlone() {
        node.tick();
        after(RotationNode.POLICY.period().minus(RotationNode.POLICY.announce()));
        String first = active();
        RotationNode survivor = new RotationNode(custody, new InMemoryKeyRings(clock), revocations, clock);

        survivor.tick();

        assertThat(active(survivor)).isEqualTo(first);
        assertThat(survivor.keys.published().getKeys()).hasSize(2);
        clock.wind(RotationNode.POLICY.announce());
        assertThat(active(survivor)).endsWith("-v2");
    }

    @Test
    void publishesOnWhileTheCustodyIsAway() {
        node.tick();
        custody.fail(Reason.UNREACHABLE);
        RotationNode restarted = new RotationNode(custody, rings, revocations, clock);

        assertThatExceptionOfType(SigningUnavailable.class).isThrownBy(restarted::tick);

        assertThat(restarted.keys.published().getKeys()).hasSize(1);
        assertThatExceptionOfType(SigningUnavailable.class)
                .isThrownBy(() -> restarted.keys.sign(restarted.keys.current(ES256), INPUT));
    }

    /** Nodes agree by the ring and their clocks; seconds between those change nothing for a verifier. */
    @Test
    void clocksThatDifferDoNotHurt() {
        Clock ahead = Clock.offset(clock, Duration.ofSeconds(5));
        Clock behind = Clock.offset(clock, Duration.ofSeconds(-5));
        RotationNode fast = new RotationNode(custody, rings, revocations, ahead);
        RotationNode slow = new RotationNode(custody, rings, revocations, behind);
        fast.tick();
        slow.keys.look();
        assertThat(active(slow)).isEqualTo(active(fast));

        fast.rotation.compromise(active(fast));
        slow.keys.look();

        assertThat(active(slow)).isEqualTo(active(fast)).endsWith("-v2");
    }

    private void after(Duration time) {
        clock.wind(time);
        node.tick();
    }

    private String active() {
        return active(node);
    }

    private static String active(RotationNode node) {
        return node.keys.current(ES256).kid();
    }

    private List<String> kids() {
        return node.keys.published().getKeys().stream().map(JWK::getKeyID).toList();
    }

    /** Rings that let something happen before a change is written. */
    private static final class SlowRings extends ForwardingKeyRings {

        private Runnable beforeReplace = () -> {};
        private Consumer<Duration> leased = life -> {};

        SlowRings(KeyRings rings) {
            super(rings);
        }

        @Override
        public Optional<Lease> lease(Duration life) {
            leased.accept(life);
            return super.lease(life);
        }

        @Override
        public boolean replace(long revision, KeyRing ring) {
            Runnable once = beforeReplace;
            beforeReplace = () -> {};
            once.run();
            return super.replace(revision, ring);
        }
    }
}
