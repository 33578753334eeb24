package com.hubify.identity.server.redis;

import java.time.Duration;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/**
 * DOWN if the clocks of this machine and Redis differ. Not part of the readiness group: tokens and revocations are dated by
 * {@link RedisClock} anyway, and with a wrong clock in Redis all nodes would be taken out at once.
 */
final class ClockHealth extends AbstractHealthIndicator {

    /** Authorization codes live for a minute, and Spring checks their expiry by the machine's clock. */
    private static final Duration MOST = Duration.ofSeconds(10);

    private final RedisClock clock;

    ClockHealth(RedisClock clock) {
        super("the clocks could not be compared");
        this.clock = clock;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        Duration ahead = clock.machineAhead();
        if (ahead == null) {
            builder.unknown().withDetail("reason", "Redis' clock has not been read yet");
            return;
        }
        builder.up();
        if (ahead.abs().compareTo(MOST) > 0) {
            builder.down()
                    .withDetail(
                            "reason",
                            "this machine's clock is %d s %s Redis'; synchronize both with NTP"
                                    .formatted(ahead.abs().toSeconds(), ahead.isNegative() ? "behind" : "ahead of"));
        }
    }
}
