package com.hubify.identity.server.apikey;

import com.hubify.identity.server.account.AccountId;
import java.time.Instant;

/** An API key was revoked. Published once per key. */
public record ApiKeyRevoked(ApiKeyId id, AccountId owner, Cause cause, Instant at) {

    /** Who or what revoked it. */
    public enum Cause {
        /** The owner, signed in. */
        OWNER,
        /** A holder of the key itself: the owner, or a finder of a leaked key. */
        HOLDER,
        /** An operator, by the key's id. */
        OPERATOR,
        /** Its successor is in use, and it was not for a while. */
        REPLACED,
        /** Its owner was revoked, or an earlier revocation was cut short and is finished now. */
        ANCESTOR
    }
}
