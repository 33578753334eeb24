package com.hubify.identity.server.audit;

import com.hubify.identity.server.redis.RedisKeyspace;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The streams of the audit trail. Each is trimmed by length, so entries that a sender can cause at will are kept apart from
 * others.
 */
enum AuditStream {
    /** Orders of operators, events of signing keys, runs of the reconciliation: senders can't cause these. */
    OPERATORS,
    /** Signs of theft. A person can cause them with grants of their own, {@link AuditProperties#perAccountAndKind} a day. */
    SECURITY,
    /** What people do, such as signing in and creating keys; of each kind as many a day. */
    ORDINARY,
    /** Entries of one account beyond that number. */
    REPEATED,
    /** Refusals of senders who had a genuine credential, such as a revoked key: limited per minute and sort. */
    MISUSED,
    /** Other refusals, which anyone can cause: of each sort {@link RefusalsPerMinute limited per minute}. */
    REFUSED,
    /** Refusals whose page shows a reference, which must lead to its entry: not limited. */
    PAGES;

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

    static AuditStream of(AuditEntry entry) {
        String kind = entry.kind();
        if (kind.endsWith(".refused")) {
            return entry.details().containsKey(REFERENCE) ? PAGES : ofRefusal(entry);
        }
        if (OURS.stream().anyMatch(kind::startsWith)) {
            return OPERATORS;
        }
        return THEFT.contains(kind) ? SECURITY : ORDINARY;
    }

    private static AuditStream ofRefusal(AuditEntry entry) {
        return MISUSES.contains(entry.details().getOrDefault(SORT, "")) ? MISUSED : REFUSED;
    }

    /** Whether its entries are refusals, which go to the log even if Redis can't store them. */
    boolean isOfRefusals() {
        return this == MISUSED || this == REFUSED || this == PAGES;
    }

    String key() {
        return this == ORDINARY
                ? RedisKeyspace.key("audit")
                : RedisKeyspace.key("audit", name().toLowerCase(Locale.ROOT));
    }
}
