package com.hubify.identity.server.audit;

/** Where it is written down what happened. An entry that can't be written fails what it is about: nothing happens unseen. */
interface AuditTrail {

    void append(AuditEntry entry);
}
