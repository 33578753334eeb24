package com.hubify.identity.server.signing.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.server.revocation.InMemoryRevocations;
import com.hubify.identity.server.signing.Corretto;
import com.hubify.identity.server.signing.OwnVerifiers;
import com.hubify.identity.server.signing.SigningKey;
import com.hubify.identity.server.signing.local.InMemoryKeyCustody;
import com.hubify.identity.server.signing.ring.InMemoryKeyRings;
import com.hubify.identity.server.signing.ring.RotationPolicy;
import com.hubify.testing.TestClock;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.Base64URL;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * A thousand rotations, by three nodes whose clocks differ and who are away now and then, under verifiers who keep the set
 * they have almost as long as keys are announced, and tokens that are shown until the end of their day.
 */
class KeyRotationSimulationTests {

    private static final JWSAlgorithm ES256 = JWSAlgorithm.ES256;
    private static final int ROTATIONS = 1_000;
    private static final Duration STEP = Duration.ofHours(6);
    private static final int STEPS_A_SET_IS_KEPT = 4;
    private static final int STEPS_A_TOKEN_LIVES = 5;
    private static final RotationPolicy POLICY =
            new RotationPolicy(Duration.ofDays(2), Duration.ofHours(24), Duration.ofHours(25));

    private record Token(String kid, byte[] input, Base64URL signature) {}

    private final TestClock clock = TestClock.standing();
    private final InMemoryKeyCustody custody = new InMemoryKeyCustody(clock, Set.of(ES256));
    private final InMemoryKeyRings rings = new InMemoryKeyRings(clock);
    private final InMemoryRevocations revocations = new InMemoryRevocations();
    private final RotationNode[] nodes = {node(Duration.ZERO), node(Duration.ofSeconds(4)), node(Duration.ofSeconds(-4))
    };
    private final OwnVerifiers verifiers = new OwnVerifiers(Corretto.find());
    private final Random random = new Random(42);
    private final Deque<JWKSet> sets = new ArrayDeque<>();
    private final Deque<Token> tokens = new ArrayDeque<>();

    @Test
    void nobodyEverMeetsAKeyHeDoesNotKnow() throws JOSEException {
        int verified = 0;
        for (RotationNode node : nodes) {
            node.tick();
        }
        while (nodes[0].keys.current(ES256).version() < ROTATIONS) {
            clock.wind(STEP);
            nodes[random.nextInt(nodes.length)].tick();
            for (RotationNode node : nodes) {
                node.keys.look();
            }
            remember(sets, nodes[random.nextInt(nodes.length)].keys.published(), STEPS_A_SET_IS_KEPT);
            remember(tokens, sign(nodes[random.nextInt(nodes.length)]), STEPS_A_TOKEN_LIVES);

            assertVerifies(sets.getFirst(), tokens.getLast());
            assertVerifies(sets.getLast(), tokens.getFirst());
            verified += 2;
        }

        assertThat(verified).isGreaterThan(10 * ROTATIONS);
        assertThat(custody.versions(ES256)).hasSizeLessThan(4);
    }

    private Token sign(RotationNode node) {
        SigningKey key = node.keys.current(ES256);
        byte[] input = Long.toString(random.nextLong()).getBytes(StandardCharsets.US_ASCII);
        return new Token(key.kid(), input, node.keys.sign(key, input));
    }

    private void assertVerifies(JWKSet set, Token token) throws JOSEException {
        JWK jwk = set.getKeyByKeyId(token.kid());
        assertThat(jwk).as(token.kid()).isNotNull();
        JWSHeader header = new JWSHeader(ES256);
        assertThat(verifiers
                        .createJWSVerifier(header, verifiers.key(jwk))
                        .verify(header, token.input(), token.signature()))
                .isTrue();
    }

    private static <T> void remember(Deque<T> all, T latest, int most) {
        all.addLast(latest);
        if (all.size() > most) {
            all.removeFirst();
        }
    }

    private RotationNode node(Duration off) {
        return new RotationNode(custody, rings, revocations, Clock.offset(clock, off), POLICY);
    }
}
