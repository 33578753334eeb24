package com.hubify.identity.server.signing.rotation;

import com.hubify.identity.server.signing.KeyProvider;
import com.hubify.identity.server.signing.SigningKey;
import com.hubify.identity.server.signing.SigningKeys;
import com.hubify.identity.server.signing.SigningUnavailable;
import com.nimbusds.jose.JWSAlgorithm;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.stereotype.Component;

/**
 * Whether tokens can be signed now, tested by signing, and with which keys. Must not be in the readiness group: while
 * the key store is unavailable, this server still verifies tokens, publishes keys and serves pages.
 */
@Component("signingHealthIndicator")
final class SigningHealth implements HealthIndicator {

    // The health endpoint is public: without this pause, unauthenticated clients could overload the key store.
    private static final Duration PAUSE = Duration.ofSeconds(1);

    // Contains no dot, so it cannot be the signing input of a token.
    private static final byte[] TRIAL = "health".getBytes(StandardCharsets.US_ASCII);

    private final SigningKeys keys;
    private final KeyRotationSchedule schedule;
    private final KeyProvider provider;
    private final Clock clock;

    private @Nullable Health last;
    private Instant lastAt = Instant.EPOCH;

    SigningHealth(SigningKeys keys, KeyRotationSchedule schedule, KeyProvider provider, Clock clock) {
        this.keys = keys;
        this.schedule = schedule;
        this.provider = provider;
        this.clock = clock;
    }

    @Override
    public synchronized Health health() {
        if (last == null || Duration.between(lastAt, clock.instant()).abs().compareTo(PAUSE) >= 0) {
            last = trial();
            lastAt = clock.instant(); // so that callers who waited for this trial do not each start another
        }
        return last;
    }

    // Details need a login; the status and its description do not, and do not help an attacker.
    private Health trial() {
        Health.Builder health = new Health.Builder().withDetail("provider", provider.word());
        Optional<String> rotation = schedule.trouble().map(SigningUnavailable.Reason::word);
        // Without rotation tokens can still be signed: described, but not DOWN.
        rotation.ifPresent(reason -> health.withDetail("rotation", reason));
        try {
            health.withDetail("kid", signWithEach());
            return health.status(new Status(
                            "UP", rotation.map(reason -> "rotation: " + reason).orElse("")))
                    .build();
        } catch (SigningUnavailable e) {
            String reason = (isAnyKnown() ? e.reason() : schedule.trouble().orElse(e.reason())).word();
            return health.status(new Status("DOWN", reason))
                    .withDetail("reason", reason)
                    .build();
        }
    }

    // Until keys are known, the reason why they cannot be read is more informative.
    private boolean isAnyKnown() {
        try {
            return !keys.published().isEmpty();
        } catch (SigningUnavailable e) {
            return false;
        }
    }

    private List<String> signWithEach() {
        List<String> signed = new ArrayList<>();
        for (JWSAlgorithm algorithm : SigningKeys.ALGORITHMS) {
            SigningKey key = keys.current(algorithm);
            keys.sign(key, TRIAL);
            signed.add(key.kid());
        }
        return signed;
    }
}
