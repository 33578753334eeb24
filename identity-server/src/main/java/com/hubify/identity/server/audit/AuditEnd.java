package com.hubify.identity.server.audit;

import com.hubify.identity.server.audit.chain.GrantQueue;
import com.hubify.identity.server.audit.checkpoint.AuditCheckpoints;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.security.oauth2.jwt.JwtEncodingException;
import org.springframework.stereotype.Component;

/** When the server stops in order, all is written, and a last checkpoint covers it: after the last request, before Redis' client stops. */
@Component
final class AuditEnd implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(AuditEnd.class);

    /** Web servers stop at the highest phases, Redis' client at 0. */
    private static final int PHASE = 1_000;

    private final GrantQueue queue;
    private final AuditCheckpoints checkpoints;
    private volatile boolean isRunning;

    AuditEnd(GrantQueue queue, AuditCheckpoints checkpoints) {
        this.queue = queue;
        this.checkpoints = checkpoints;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }

    @Override
    public void start() {
        isRunning = true;
    }

    @Override
    public void stop() {
        isRunning = false;
        try {
            queue.write();
            checkpoints.writeLast();
        } catch (DataAccessException | JwtEncodingException e) {
            log.warn("The audit trail ends without a last checkpoint: {}", e.toString());
        }
    }

    @Override
    public boolean isRunning() {
        return isRunning;
    }
}
