package com.hubify.identity.server.revocation.feed;

import java.time.Duration;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/**
 * Whether this node hears of revocations. It belongs in the readiness group: Redis may answer and the log be out of reach,
 * as in a cluster that has lost the node with it, and services are to follow a node that reads it.
 */
final class RevocationLogHealth extends AbstractHealthIndicator {

    private final RevocationTail tail;
    private final Duration heartbeat;

    RevocationLogHealth(RevocationTail tail, Duration heartbeat) {
        super("the state of the revocation log could not be determined");
        this.tail = tail;
        this.heartbeat = heartbeat;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        if (tail.isBehind(heartbeat)) {
            builder.down().withDetail("reason", "the revocation log in Redis can't be read");
        } else if (tail.isShortened()) {
            builder.up()
                    .withDetail(
                            "reason",
                            "more revocations than hubify.identity.revocation.feed.max-history: a service that"
                                    + " reconnects asks the server about each older credential");
        } else {
            builder.up();
        }
    }
}
