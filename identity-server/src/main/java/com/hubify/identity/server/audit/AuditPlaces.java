package com.hubify.identity.server.audit;

import com.hubify.identity.server.audit.trail.AuditEntry;
import com.hubify.identity.server.audit.trail.AuditStream;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** Says which stream an entry belongs to, by who can cause it. */
final class AuditPlaces {

    /** Name of the detail with the reference that a page shows. */
    static final String REFERENCE = "reference";

    /** Name of the detail with the {@link RefusalSort}. */
    static final String SORT = "sort";

    private static final Set<String> MISUSES = Arrays.stream(RefusalSort.values())
            .filter(RefusalSort::takesSomethingReal)
            .map(RefusalSort::name)
            .collect(Collectors.toUnmodifiableSet());

    private static final Set<String> THEFT = Set.of("authorization_code.replayed", "refresh_token.reused");

    private static final Set<String> OURS = Set.of("operator.", "signing_key.", "reconciliation.");

    private AuditPlaces() {}

    static AuditStream of(AuditEntry entry) {
        String kind = entry.kind();
        if (kind.endsWith(".refused")) {
            return entry.details().containsKey(REFERENCE) ? AuditStream.PAGES : ofRefusal(entry);
        }
        if (OURS.stream().anyMatch(kind::startsWith)) {
            return AuditStream.OPERATORS;
        }
        return THEFT.contains(kind) ? AuditStream.SECURITY : AuditStream.ORDINARY;
    }

    private static AuditStream ofRefusal(AuditEntry entry) {
        return MISUSES.contains(entry.details().getOrDefault(SORT, "")) ? AuditStream.MISUSED : AuditStream.REFUSED;
    }
}
