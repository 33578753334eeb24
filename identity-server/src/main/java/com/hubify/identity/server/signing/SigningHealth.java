package com.hubify.identity.server.signing;

import com.nimbusds.jose.JWSAlgorithm;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Whether tokens can be signed now, found out by signing, and with which keys. It doesn't belong in the readiness group:
 * while the key store is away, this server still verifies, publishes keys and serves pages.
 */
final class SigningHealth implements HealthIndicator {

    // Health is open to everyone; without this pause it would let anyone put load on the key store.
    private static final Duration PAUSE = Duration.ofSeconds(1);

    // Has no dot in it, so the signature can't be made into a token's.
    private static final byte[] TRIAL = "health".getBytes(StandardCharsets.US_ASCII);

    private final SigningKeys keys;
    private final SigningProperties.Provider provider;
    private final Clock clock;

    private @Nullable Health last;
    private Instant lastAt = Instant.EPOCH;

    SigningHealth(SigningKeys keys, SigningProperties.Provider provider, Clock clock) {
        this.keys = keys;
        this.provider = provider;
        this.clock = clock;
    }

    @Override
    public synchronized Health health() {
        Instant now = clock.instant();
        if (last == null || Duration.between(lastAt, now).abs().compareTo(PAUSE) >= 0) {
            last = trial();
            lastAt = now;
        }
        return last;
    }

    private Health trial() {
        Health.Builder health = new Health.Builder().withDetail("provider", provider.word());
        try {
            return health.up().withDetail("kid", signWithEach()).build();
        } catch (SigningUnavailable e) {
            return health.down()
                    .withDetail("reason", e.reason().name().toLowerCase(Locale.ROOT))
                    .build();
        }
    }

    private List<String> signWithEach() {
        List<String> signed = new ArrayList<>();
        for (JWSAlgorithm algorithm : List.of(JWSAlgorithm.ES256, JWSAlgorithm.RS256)) {
            SigningKey key = keys.current(algorithm);
            keys.sign(key, TRIAL);
            signed.add(key.kid());
        }
        return signed;
    }
}
