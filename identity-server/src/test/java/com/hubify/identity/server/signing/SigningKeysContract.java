package com.hubify.identity.server.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.util.Base64URL;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every {@link SigningKeys} promises. */
abstract class SigningKeysContract {

    static final byte[] INPUT = "eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJ1c2VyXzEifQ".getBytes(StandardCharsets.US_ASCII);

    abstract SigningKeys keys();

    static Stream<JWSAlgorithm> algorithms() {
        return Stream.of(JWSAlgorithm.ES256, JWSAlgorithm.RS256);
    }

    @ParameterizedTest
    @MethodSource("algorithms")
    void signsWhatPublishedKeyVerifies(JWSAlgorithm algorithm) {
        SigningKey key = keys().current(algorithm);

        Base64URL signature = keys().sign(key, INPUT);

        assertThat(publishedVersionOf(key).verifies(INPUT, signature)).isTrue();
        assertThat(key.algorithm()).isEqualTo(algorithm);
    }

    @Test
    void givesEcdsaSignaturesInJoseForm() {
        SigningKey key = keys().current(JWSAlgorithm.ES256);

        Base64URL signature = keys().sign(key, INPUT);

        assertThat(signature.decode()).hasSize(64);
    }

    @ParameterizedTest
    @MethodSource("algorithms")
    void publishesKeyWithIdAlgorithmAndUse(JWSAlgorithm algorithm) {
        SigningKey key = keys().current(algorithm);

        JWK published = keys().published().getKeyByKeyId(key.kid());

        assertThat(published.getAlgorithm()).isEqualTo(algorithm);
        assertThat(published.getKeyUse()).hasToString("sig");
        assertThat(key.kid()).isEqualTo(key.name() + "-v" + key.version());
    }

    @Test
    void publishesNoPrivateHalf() {
        assertThat(keys().published().getKeys()).isNotEmpty().noneMatch(JWK::isPrivate);
    }

    @Test
    void signsForManyAtOnce() throws Exception {
        SigningKey key = keys().current(JWSAlgorithm.ES256);
        var inputs = IntStream.range(0, 200)
                .mapToObj(i -> ("input " + i).getBytes(StandardCharsets.US_ASCII))
                .toList();
        var threads = Executors.newFixedThreadPool(16);

        var signatures = threads.invokeAll(inputs.stream()
                .map(input -> (Callable<Base64URL>) () -> keys().sign(key, input))
                .toList());
        threads.shutdown();

        for (int i = 0; i < inputs.size(); i++) {
            assertThat(key.verifies(inputs.get(i), signatures.get(i).get())).isTrue();
        }
    }

    @Test
    void hasNoKeysForAlgorithmsItDoesNotOffer() {
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> keys().current(JWSAlgorithm.HS256));
    }

    SigningKey publishedVersionOf(SigningKey key) {
        return new SigningKey(key.name(), key.version(), keys().published().getKeyByKeyId(key.kid()));
    }
}
