package com.hubify.identity.server.signing.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.hubify.identity.parts.OpenBaoServer;
import com.hubify.identity.parts.RedisServer;
import com.hubify.identity.parts.openbao.OpenBao;
import com.hubify.identity.parts.redis.Redis;
import com.hubify.identity.parts.redis.RedisVersion;
import com.hubify.identity.server.redis.RedisContract;
import com.hubify.identity.server.revocation.InMemoryRevocations;
import com.hubify.identity.server.signing.KeyCustody;
import com.hubify.identity.server.signing.SigningKey;
import com.hubify.identity.server.signing.SigningKeys;
import com.hubify.identity.server.signing.TestSigning;
import com.hubify.identity.server.signing.ring.ForwardingKeyRings;
import com.hubify.identity.server.signing.ring.KeyRing;
import com.hubify.identity.server.signing.ring.KeyRings;
import com.hubify.identity.server.signing.ring.TestKeyRings;
import com.hubify.identity.server.signing.vault.TestVault;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.SignedJWT;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;

/** Nodes that share nothing but Redis and OpenBao look after the same keys at the same time, and die while they do. */
@OpenBaoServer
@RedisServer(version = RedisVersion.MACHINE)
class VaultRotationIT extends RedisContract {

    private static final JWSAlgorithm ES256 = JWSAlgorithm.ES256;
    private static final int RACERS = 8;

    private final OpenBao bao;
    private final InMemoryRevocations revocations = new InMemoryRevocations();
    private final Clock now = Clock.systemUTC();
    private final Clock whenDue = Clock.offset(now, RotationNode.POLICY.period());
    private ConfigurableApplicationContext here;
    private ConfigurableApplicationContext there;

    VaultRotationIT(Redis redis, OpenBao bao) {
        super(redis);
        this.bao = bao;
    }

    @BeforeEach
    void start() {
        TestVault vault = TestVault.in(bao);
        here = vault.server();
        there = vault.server();
    }

    @AfterEach
    void stop() {
        here.close();
        there.close();
    }

    @Test
    void oneOfManyNodesWritesDownWhatItFinds() {
        List<RotationNode> nodes = race(now, RotationNode::tick);

        assertThat(versions()).containsExactly(1, 1, 1);
        assertThat(written().revision()).isEqualTo(1);
        assertAllPublish(nodes, 3);
    }

    @Test
    void oneOfManyNodesRotates() {
        node(now, 0).tick();

        List<RotationNode> nodes = race(whenDue, RotationNode::tick);

        assertThat(versions()).containsExactly(2, 2, 2);
        assertAllPublish(nodes, 6);
        assertThat(nodes.stream().flatMap(node -> node.events.stream())).hasSize(3);
    }

    @Test
    void everyOperatorGetsAVersionOfItsOwn() {
        node(now, 0).tick();

        List<RotationNode> nodes = race(now, node -> node.rotation.rotate(ES256, Duration.ofHours(1)));

        assertThat(kept(ES256)).isEqualTo(1 + RACERS);
        assertThat(written().ring().of(ES256).map(version -> version.key().version()))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.rangeClosed(1, 1 + RACERS).boxed().toList());
        assertAllPublish(nodes, 3 + RACERS);
    }

    /** Between its header and its signature, another version takes over. */
    @Test
    void tokenIsSignedByTheVersionItNames() throws Exception {
        RotationNode rotating = node(now, 0);
        rotating.tick();
        RotationNode minting = node(now, 1);
        minting.tick();
        SigningKeys interrupted = new InterruptedKeys(minting.keys, () -> {
            rotating.rotation.rotate(ES256, Duration.ZERO);
            minting.keys.look();
        });
        JwtEncoder encoder = TestSigning.encoder(interrupted);

        for (int version = 1; version <= 3; version++) {
            SignedJWT token = SignedJWT.parse(encoder.encode(JwtEncoderParameters.from(
                            JwtClaimsSet.builder().subject("machine").build()))
                    .getTokenValue());

            SigningKey named = written()
                    .ring()
                    .find(token.getHeader().getKeyID())
                    .orElseThrow()
                    .key();
            assertThat(named.version()).isEqualTo(version);
            assertThat(minting.keys.current(ES256).version()).isEqualTo(version + 1);
            assertThat(named.verifies(token.getSigningInput(), token.getSignature()))
                    .isTrue();
        }
    }

    /** A node is killed when OpenBao has made the version and nobody has written it down. */
    @Test
    void anotherNodeAnnouncesWhatADeadOneMade() {
        RotationNode survivor = node(now, 0);
        survivor.tick();
        String first = survivor.keys.current(ES256).kid();
        RotationNode dying =
                new RotationNode(there.getBean(KeyCustody.class), new DyingRings(rings(1)), revocations, whenDue);
        assertThatExceptionOfType(Killed.class).isThrownBy(dying.rotation::turn);
        assertThat(versions().stream().filter(newest -> newest == 2)).hasSize(1);

        RotationNode later = node(whenDue, 0);
        later.tick();
        assertThat(written().ring().versions())
                .as("the dead node holds the lease")
                .hasSize(3);
        runOut();
        later.tick();

        assertThat(versions()).containsExactly(2, 2, 2);
        assertThat(later.keys.published().getKeys())
                .extracting(JWK::getKeyID)
                .contains(first, "hubify-es256-v2", "hubify-rs256-v2", "hubify-eddsa-v2");
        assertThat(later.keys.current(ES256).kid()).isEqualTo(first);
        assertThat(written().ring().find("hubify-es256-v2").orElseThrow().activeFrom())
                .isAfter(whenDue.instant().plus(RotationNode.POLICY.announce()).minusSeconds(60));
    }

    /** A node is killed between destroying what is over and writing that down. */
    @Test
    void anotherNodeForgetsWhatADeadOneDestroyed() {
        node(now, 0).tick();
        node(whenDue, 0).tick();
        Clock whenOver = Clock.offset(
                whenDue,
                RotationNode.POLICY
                        .announce()
                        .plus(RotationNode.POLICY.retire())
                        .plusMinutes(1));
        RotationNode dying =
                new RotationNode(there.getBean(KeyCustody.class), new DyingRings(rings(1)), revocations, whenOver);
        assertThatExceptionOfType(Killed.class).isThrownBy(dying.rotation::turn);
        runOut();

        RotationNode later = node(whenOver, 0);
        later.tick();

        assertThat(later.keys.published().getKeys())
                .extracting(JWK::getKeyID)
                .containsExactlyInAnyOrder("hubify-es256-v2", "hubify-rs256-v2", "hubify-eddsa-v2");
        assertThat(kept(ES256)).isEqualTo(1);
    }

    /** All start at the same moment, half of them on either node's connections. */
    private List<RotationNode> race(Clock clock, Consumer<RotationNode> turn) {
        List<RotationNode> nodes =
                IntStream.range(0, RACERS).mapToObj(i -> node(clock, i)).toList();
        CyclicBarrier together = new CyclicBarrier(RACERS);
        AtomicInteger next = new AtomicInteger();
        assertThat(succeeding(RACERS, () -> {
                    RotationNode node = nodes.get(next.getAndIncrement());
                    together.await();
                    turn.accept(node);
                    return true;
                }))
                .isEqualTo(RACERS);
        return nodes;
    }

    private RotationNode node(Clock clock, int number) {
        return new RotationNode(
                (number % 2 == 0 ? here : there).getBean(KeyCustody.class), rings(number), revocations, clock);
    }

    private KeyRings rings(int number) {
        return TestKeyRings.in(number % 2 == 0 ? redis : otherNode);
    }

    private KeyRings.Written written() {
        return rings(0).read().orElseThrow();
    }

    private void runOut() {
        Objects.requireNonNull(redis.delete("hfy:{signing:vault}:lease"));
    }

    /** The newest version of each key, as OpenBao says. */
    private List<Integer> versions() {
        return List.of("hubify-es256", "hubify-rs256", "hubify-eddsa").stream()
                .map(name -> bao.read("transit/keys/" + name)
                        .at("/data/latest_version")
                        .asInt())
                .toList();
    }

    private int kept(JWSAlgorithm algorithm) {
        return here.getBean(KeyCustody.class).versions(algorithm).size();
    }

    private static void assertAllPublish(List<RotationNode> nodes, int keys) {
        assertThat(nodes).allSatisfy(node -> {
            node.keys.look();
            assertThat(node.keys.published().getKeys()).hasSize(keys);
        });
    }

    /** The node is gone before it writes, and gives nothing back. */
    private static final class DyingRings extends ForwardingKeyRings {

        DyingRings(KeyRings rings) {
            super(rings);
        }

        @Override
        public void release(Lease lease) {}

        @Override
        public boolean replace(long revision, KeyRing ring) {
            throw new Killed();
        }
    }

    /** Keys to which something happens before they sign. */
    private record InterruptedKeys(SigningKeys keys, Runnable beforeSigning) implements SigningKeys {

        @Override
        public SigningKey current(JWSAlgorithm algorithm) {
            return keys.current(algorithm);
        }

        @Override
        public JWKSet published() {
            return keys.published();
        }

        @Override
        public JWKSet latest() {
            return keys.latest();
        }

        @Override
        public Base64URL sign(SigningKey key, byte[] signingInput) {
            beforeSigning.run();
            return keys.sign(key, signingInput);
        }
    }

    private static final class Killed extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }
}
