package com.hubify.identity.server.revocation.feed;

import java.time.Duration;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/**
 * Whether this node can read the revocation log. Part of the readiness group: Redis may respond while the log is
 * unreachable, as in a cluster that has lost the node with it, and services should connect to a node that can read it.
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
