package com.hubify.identity.server.apikey;

import com.hubify.identity.server.account.AccountId;
import java.time.Instant;

/** An API key was revoked. Published once per key. */
public record ApiKeyRevoked(ApiKeyId id, AccountId owner, Cause cause, Instant at) {

    /** Why it was revoked. */
    public enum Cause {
        /** The signed-in owner revoked it. */
        OWNER,
        /** A holder of the key itself revoked it: the owner, or a person who has found a leaked key. */
        HOLDER,
        /** It was found in public. */
        LEAKED,
        /** An operator revoked it, by the key's id. */
        OPERATOR,
        /** It was rotated; its successor is in use, and it has been unused for a while. */
        REPLACED,
        /** Its owner was deleted or banned at Clerk. */
        DEPARTED,
        /** It acts for an organization that its owner has left, or in which their role now allows less than the key has. */
        MEMBERSHIP,
        /** Its owner was revoked, or an interrupted earlier revocation is completed now. */
        ANCESTOR
    }
}
