package com.hubify.identity.server.audit.chain;

import com.hubify.identity.server.audit.trail.AuditStream;
import java.util.List;

/** Where records are kept. */
interface ChainStore {

    /**
     * Appends all of them in this order, or none.
     *
     * @throws RuntimeException if they are not stored, or if that isn't known
     */
    void append(AuditStream stream, List<byte[]> records);
}
