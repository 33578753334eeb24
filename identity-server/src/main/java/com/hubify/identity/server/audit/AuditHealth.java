package com.hubify.identity.server.audit;

import com.hubify.identity.server.audit.chain.ChainWriter;
import com.hubify.identity.server.audit.chain.GrantQueue;
import com.hubify.identity.server.audit.checkpoint.AuditCheckpoints;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.stereotype.Component;

/**
 * DOWN while records can't be stored, some were dropped in the last ten minutes, or no checkpoint could be signed for three. Not part of
 * the readiness group. It asks nobody, so it fails with nobody.
 */
@Component("auditHealthIndicator")
final class AuditHealth extends AbstractHealthIndicator {

    private static final Duration DROPPED_LATELY = Duration.ofMinutes(10);
    private static final Duration LATE = Duration.ofMinutes(3);

    private final ChainWriter writer;
    private final GrantQueue queue;
    private final AuditCheckpoints checkpoints;
    private final Clock clock;

    AuditHealth(ChainWriter writer, GrantQueue queue, AuditCheckpoints checkpoints, Clock clock) {
        super("the audit trail could not be looked at");
        this.writer = writer;
        this.queue = queue;
        this.checkpoints = checkpoints;
        this.clock = clock;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        Duration waiting = checkpoints.waiting();
        Instant droppedAt = queue.droppedAt();
        if (writer.isFailing()) {
            down(builder, "the latest records could not be stored in Redis");
        } else if (droppedAt != null && droppedAt.isAfter(clock.instant().minus(DROPPED_LATELY))) {
            down(builder, "the queue of grants was full; the trail says how many were dropped");
        } else if (waiting.compareTo(LATE) > 0) {
            down(builder, "no checkpoint could be signed and stored");
        } else {
            builder.up();
        }
        builder.withDetail("queued", queue.size()).withDetail("secondsWithoutCheckpoint", waiting.toSeconds());
    }

    /** In the description, which is shown where details are not. */
    private static void down(Health.Builder builder, String reason) {
        builder.status(new Status(Status.DOWN.getCode(), reason));
    }
}
