package com.hubify.identity.server.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.hubify.identity.server.signing.SigningUnavailable.Reason;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.util.Base64URL;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every {@link KeyCustody} promises. */
public interface KeyCustodyContract {

    byte[] INPUT = "eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJ1c2VyXzEifQ".getBytes(StandardCharsets.US_ASCII);

    KeyCustody custody();

    static Stream<JWSAlgorithm> algorithms() {
        return SigningKeys.ALGORITHMS.stream();
    }

    @ParameterizedTest
    @MethodSource("algorithms")
    default void signsWhatThePublicHalfVerifies(JWSAlgorithm algorithm) {
        SigningKey key = newest(algorithm);

        Base64URL signature = custody().sign(key, INPUT);

        assertThat(key.verifies(INPUT, signature)).isTrue();
        assertThat(key.verifies("another".getBytes(StandardCharsets.US_ASCII), signature))
                .isFalse();
        assertThat(key.algorithm()).isEqualTo(algorithm);
    }

    @Test
    default void givesEllipticSignaturesInJoseForm() {
        for (JWSAlgorithm algorithm : List.of(JWSAlgorithm.ES256, JWSAlgorithm.EdDSA)) {
            assertThat(custody().sign(newest(algorithm), INPUT).decode()).hasSize(64);
        }
    }

    @ParameterizedTest
    @MethodSource("algorithms")
    default void showsPublicHalvesWithIdAlgorithmAndUse(JWSAlgorithm algorithm) {
        KeyMaterial kept = versions(algorithm).get(0);

        assertThat(kept.key().publicJwk().isPrivate()).isFalse();
        assertThat(kept.key().publicJwk().getAlgorithm()).isEqualTo(algorithm);
        assertThat(kept.key().publicJwk().getKeyUse()).isEqualTo(KeyUse.SIGNATURE);
        assertThat(kept.key().kid()).isEqualTo(kept.key().name() + "-v1");
        assertThat(kept.created()).isBefore(Instant.now().plusSeconds(60));
    }

    @ParameterizedTest
    @MethodSource("algorithms")
    default void addsVersionsAndSignsWithEach(JWSAlgorithm algorithm) {
        SigningKey first = newest(algorithm);

        SigningKey second = custody().addVersion(algorithm).key();

        assertThat(versions(algorithm)).extracting(KeyMaterial::key).containsExactly(first, second);
        assertThat(second.version()).isEqualTo(2);
        Base64URL byFirst = custody().sign(first, INPUT);
        Base64URL bySecond = custody().sign(second, INPUT);
        assertThat(first.verifies(INPUT, byFirst)).isTrue();
        assertThat(second.verifies(INPUT, bySecond)).isTrue();
        assertThat(second.verifies(INPUT, byFirst)).isFalse();
    }

    @ParameterizedTest
    @MethodSource("algorithms")
    default void destroysForGood(JWSAlgorithm algorithm) {
        SigningKey first = newest(algorithm);
        custody().addVersion(algorithm);
        SigningKey third = custody().addVersion(algorithm).key();

        custody().destroyOlderThan(third);
        custody().destroyOlderThan(third);

        assertThat(versions(algorithm)).extracting(KeyMaterial::key).containsExactly(third);
        assertThatExceptionOfType(SigningUnavailable.class)
                .isThrownBy(() -> custody().sign(first, INPUT))
                .extracting(SigningUnavailable::reason)
                .isEqualTo(Reason.KEY_MISSING);
        assertThat(third.verifies(INPUT, custody().sign(third, INPUT))).isTrue();
        assertThat(custody().addVersion(algorithm).key().version()).isEqualTo(4);
    }

    @Test
    default void signsForManyAtOnce() throws Exception {
        SigningKey key = newest(JWSAlgorithm.ES256);
        var inputs = IntStream.range(0, 200)
                .mapToObj(i -> ("input " + i).getBytes(StandardCharsets.US_ASCII))
                .toList();
        var threads = Executors.newFixedThreadPool(16);

        var signatures = threads.invokeAll(inputs.stream()
                .map(input -> (Callable<Base64URL>) () -> custody().sign(key, input))
                .toList());
        threads.shutdown();

        for (int i = 0; i < inputs.size(); i++) {
            assertThat(key.verifies(inputs.get(i), signatures.get(i).get())).isTrue();
        }
    }

    private List<KeyMaterial> versions(JWSAlgorithm algorithm) {
        return custody().versions(algorithm);
    }

    private SigningKey newest(JWSAlgorithm algorithm) {
        List<KeyMaterial> versions = versions(algorithm);
        return versions.get(versions.size() - 1).key();
    }
}
