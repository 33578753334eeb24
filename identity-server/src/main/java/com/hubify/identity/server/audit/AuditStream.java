package com.hubify.identity.server.audit;

import com.hubify.identity.server.redis.RedisKeyspace;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** Where an entry is kept. Who can cause one kind at will must not be able to wash another away. */
enum AuditStream {
    /** What operators ordered and what became of signing keys: nobody else can cause these. */
    OPERATORS,
    /** Signs of theft. A person can cause them with grants of their own, {@link AuditProperties#perAccountAndKind} a day. */
    SECURITY,
    /** What people do day by day, such as signing in and making keys; of each as many a day. */
    ORDINARY,
    /** What one account has caused more often than that. */
    REPEATED,
    /** What was refused to one who had something real, such as a key that was revoked: so many a minute of each sort. */
    MISUSED,
    /** What else was refused: any stranger can cause it, of each sort {@link RefusalsPerMinute so many a minute}. */
    REFUSED,
    /** What was refused with a page that shows a reference, which must lead to its entry: as often as a stranger likes. */
    PAGES;

    /** The detail that only an entry about a page has. */
    static final String REFERENCE = "reference";

    /** The detail that says of which {@link RefusalSort} a refusal is. */
    static final String SORT = "sort";

    private static final Set<String> MISUSES = Arrays.stream(RefusalSort.values())
            .filter(RefusalSort::takesSomethingReal)
            .map(RefusalSort::name)
            .collect(Collectors.toUnmodifiableSet());

    private static final Set<String> THEFT = Set.of("authorization_code.replayed", "refresh_token.reused");

    static AuditStream of(AuditEntry entry) {
        String kind = entry.kind();
        if (kind.endsWith(".refused")) {
            return entry.details().containsKey(REFERENCE) ? PAGES : ofRefusal(entry);
        }
        if (kind.startsWith("operator.") || kind.startsWith("signing_key.")) {
            return OPERATORS;
        }
        return THEFT.contains(kind) ? SECURITY : ORDINARY;
    }

    private static AuditStream ofRefusal(AuditEntry entry) {
        return MISUSES.contains(entry.details().getOrDefault(SORT, "")) ? MISUSED : REFUSED;
    }

    /** Whether its entries are about what didn't happen, and so stand in the log even where Redis can't keep them. */
    boolean isOfRefusals() {
        return this == MISUSED || this == REFUSED || this == PAGES;
    }

    String key() {
        return switch (this) {
            case OPERATORS -> RedisKeyspace.key("audit", "operators");
            case SECURITY -> RedisKeyspace.key("audit", "security");
            case ORDINARY -> RedisKeyspace.key("audit");
            case REPEATED -> RedisKeyspace.key("audit", "repeated");
            case MISUSED -> RedisKeyspace.key("audit", "misused");
            case REFUSED -> RedisKeyspace.key("audit", "refused");
            case PAGES -> RedisKeyspace.key("audit", "pages");
        };
    }
}
