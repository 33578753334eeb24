package com.hubify.identity.server.signing.rotation;

import com.hubify.identity.server.signing.KeyProvider;
import com.hubify.identity.server.signing.SigningKey;
import com.hubify.identity.server.signing.SigningKeys;
import com.hubify.identity.server.signing.SigningUnavailable;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.Base64URL;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Locale;

/**
 * Measures how long signatures take, in the timer {@code hubify.signing} with the tags {@code provider} and
 * {@code outcome}: {@code signed}, or in lower case the reason why it was impossible.
 */
final class MeasuredSigningKeys implements SigningKeys {

    private final SigningKeys keys;
    private final MeterRegistry registry;
    private final MeterProvider<Timer> timer;

    MeasuredSigningKeys(SigningKeys keys, KeyProvider provider, MeterRegistry registry) {
        this.keys = keys;
        this.registry = registry;
        this.timer = Timer.builder("hubify.signing")
                .description("Time it takes to sign a token, by key provider and outcome")
                .tag("provider", provider.word())
                .withRegistry(registry);
    }

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
        Timer.Sample sample = Timer.start(registry);
        String outcome = "failed";
        try {
            Base64URL signature = keys.sign(key, signingInput);
            outcome = "signed";
            return signature;
        } catch (SigningUnavailable e) {
            outcome = e.reason().name().toLowerCase(Locale.ROOT);
            throw e;
        } finally {
            sample.stop(timer.withTag("outcome", outcome));
        }
    }
}
