package com.hubify.identity.server.apikey.member;

import com.hubify.identity.server.account.AccountId;
import com.hubify.identity.server.apikey.ApiKeyId;
import java.util.Locale;

/**
 * A person has done something to a key that belongs to an organization.
 *
 * @param by the person: the key itself says only whose it is
 */
public record ManagedKey(ApiKeyId id, String organization, AccountId by, Act act) {

    /** What was done. */
    public enum Act {
        CREATED,
        CHANGED,
        ROTATED,
        REVOKED;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
