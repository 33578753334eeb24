package com.hubify.identity.server.apikey;

import com.hubify.identity.server.account.AccountId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Stored API keys. Every method is atomic, and its effect is visible to every node when it returns. Expired keys are never
 * returned. No id is used for two keys.
 */
public interface ApiKeys {

    /** Uses of a key within this time are recorded once. */
    Duration USE_GRAIN = Duration.ofMinutes(1);

    /** Result of adding a key. */
    enum Addition {
        ADDED,
        /** Some key has or had that id. Nothing was changed. */
        ID_TAKEN,
        /** The owner has the maximum number of valid keys. Nothing was changed. */
        TOO_MANY,
        /** The owner has created the maximum number of keys within a day. Nothing was changed. */
        TOO_MANY_A_DAY
    }

    /** How many valid keys one owner may have. */
    int perOwner();

    /** How many keys one owner may create within a day. */
    int perOwnerAndDay();

    /** Stores a new, usable key. */
    Addition add(ApiKey key);

    /** The key with that id. For 30 days after it was revoked it is still found, marked as such. */
    Optional<ApiKey> find(ApiKeyId id);

    /** Whether there is or was a key with that id; known until 30 days after its end. */
    boolean wasIssued(ApiKeyId id);

    /** How long an owner who has reached the daily maximum has to wait: more than zero, at most a day. */
    Duration untilNextDay(AccountId owner);

    /** The owner's valid keys, newest first. */
    List<ApiKey> ownedBy(AccountId owner);

    /** Marks the key as revoked. True for the one call that changed it, of several at once. */
    boolean revoke(ApiKeyId id, Instant at);

    /** Records a use of the key, unless a later one, or one less than {@link #USE_GRAIN} before, is recorded already. */
    void noteUse(ApiKeyId id, Instant at);
}
