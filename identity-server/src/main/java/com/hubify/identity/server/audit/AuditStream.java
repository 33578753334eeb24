package com.hubify.identity.server.audit;

import com.hubify.identity.server.redis.RedisKeyspace;

/** Where an entry is kept. Who can cause one kind at will must not be able to wash another away. */
enum AuditStream {
    /** What operators ordered and what became of signing keys: nobody else can cause these. */
    OPERATORS,
    /** Signs of theft. A person can cause them with grants of their own; see {@link AuditProperties#securityPerAccount}. */
    SECURITY,
    /** What people and clients do day by day, such as signing in and making keys. */
    ORDINARY,
    /** What was refused: any stranger can cause it, as often as they like. */
    REFUSED;

    static AuditStream of(String kind) {
        if (kind.endsWith(".refused")) {
            return REFUSED;
        }
        if (kind.startsWith("operator.") || kind.startsWith("signing_key.")) {
            return OPERATORS;
        }
        return kind.equals("refresh_token.reused") ? SECURITY : ORDINARY;
    }

    String key() {
        return switch (this) {
            case OPERATORS -> RedisKeyspace.key("audit", "operators");
            case SECURITY -> RedisKeyspace.key("audit", "security");
            case ORDINARY -> RedisKeyspace.key("audit");
            case REFUSED -> RedisKeyspace.key("audit", "refused");
        };
    }
}
