package com.hubify.identity.server.audit.chain;

import com.hubify.identity.server.audit.trail.AuditEntry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Entries of one caller that wait to be written. Used with the chain's lock only. */
final class Waiting {

    private final List<AuditEntry> entries;
    private boolean isDone;
    private @Nullable RuntimeException failure;

    Waiting(List<AuditEntry> entries) {
        this.entries = entries;
    }

    List<AuditEntry> entries() {
        return entries;
    }

    void written() {
        isDone = true;
    }

    void failed(RuntimeException cause) {
        isDone = true;
        failure = cause;
    }

    boolean isDone() {
        return isDone;
    }

    void throwIfFailed() {
        if (failure != null) {
            throw failure;
        }
    }
}
