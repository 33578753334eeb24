package com.hubify.identity.server.audit;

import java.time.Duration;

/** Settings of the audit trail whose records are kept for a hundred days. */
final class TestAuditProperties {

    private TestAuditProperties() {}

    static AuditProperties of(int streamLength, int perAccountAndKind) {
        Duration kept = Duration.ofDays(100);
        return new AuditProperties(
                streamLength,
                perAccountAndKind,
                new AuditProperties.Retention(kept, kept, kept, kept, kept, kept, kept, kept, kept));
    }
}
