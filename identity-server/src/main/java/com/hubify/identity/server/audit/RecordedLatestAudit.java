package com.hubify.identity.server.audit;

import com.hubify.identity.protocol.IpNetworks;
import com.hubify.identity.server.audit.trail.AuditFilter;
import com.hubify.identity.server.audit.trail.AuditRecords;
import com.hubify.identity.server.audit.trail.AuditStream;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Asks for one page of {@link AuditRecords}. */
@Component
final class RecordedLatestAudit implements LatestAudit {

    // Attack, or a busy day: a thousand tokens a second, and an operator's act is not among the newest 20,000 records.
    private static final Set<AuditStream> WITHOUT_TOKENS = EnumSet.complementOf(EnumSet.of(AuditStream.GRANTS));

    private static final String OF_TOKENS = "token.";

    private final AuditRecords records;

    RecordedLatestAudit(AuditRecords records) {
        this.records = records;
    }

    @Override
    public List<Shown> find(String kind, String about, int most) {
        AuditFilter filter = new AuditFilter(
                kind.startsWith(OF_TOKENS) ? Set.of(AuditStream.GRANTS) : WITHOUT_TOKENS,
                kind,
                about.isEmpty() ? null : about,
                null,
                null,
                IpNetworks.ANYWHERE,
                null,
                null);
        return records.latest(filter, Math.min(most, AuditRecords.MOST), null).records().stream()
                .map(record -> new Shown(record.at(), record.kind(), record.details()))
                .toList();
    }
}
