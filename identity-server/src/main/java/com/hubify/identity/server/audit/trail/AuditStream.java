package com.hubify.identity.server.audit.trail;

import com.hubify.identity.server.redis.RedisKeyspace;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The streams of the audit trail, by weight: what a sender can cause at will must push nothing else out. */
public enum AuditStream {
    /** Orders of operators, events of signing keys, runs of the reconciliation: senders can't cause these. */
    OPERATORS,
    /** Signs of theft. A person can cause them with grants of their own, a limited number a day. */
    SECURITY,
    /** What people do, such as signing in and creating keys; of each kind as many a day. */
    ORDINARY,
    /** Entries of one account beyond that number. */
    REPEATED,
    /** Refusals of senders who had a genuine credential, such as a revoked key: limited per minute and sort. */
    MISUSED,
    /** Other refusals, which anyone can cause: of each sort limited per minute. */
    REFUSED,
    /** Refusals whose page shows a reference, which must lead to its record: not limited. */
    PAGES,
    /** Tokens that were issued. */
    GRANTS;

    /** As records and requests name it: {@code operators}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<AuditStream> of(String word) {
        return Arrays.stream(values())
                .filter(stream -> stream.word().equals(word))
                .findFirst();
    }

    /** Whether its entries are refusals, which go to the log even if Redis can't store them. */
    public boolean isOfRefusals() {
        return this == MISUSED || this == REFUSED || this == PAGES;
    }

    public String key() {
        return this == ORDINARY ? RedisKeyspace.key("audit") : RedisKeyspace.key("audit", word());
    }
}
