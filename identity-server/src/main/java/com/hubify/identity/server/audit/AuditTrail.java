package com.hubify.identity.server.audit;

import com.hubify.identity.server.audit.trail.AuditEntry;

/** The audit trail. If an entry can't be written, the operation it is about fails: nothing happens unrecorded. */
interface AuditTrail {

    void append(AuditEntry entry);
}
