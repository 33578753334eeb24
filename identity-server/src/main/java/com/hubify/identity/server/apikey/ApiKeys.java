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

    /** How long a replaced key may stay valid at most. */
    Duration LONGEST_OVERLAP = Duration.ofDays(30);

    /** Result of adding a key. */
    enum Addition {
        ADDED,
        /** Some key has or had that id. Nothing was changed. */
        ID_TAKEN,
        /** The owner has the maximum number of valid keys. Nothing was changed. */
        TOO_MANY,
        /** The owner has created the maximum number of keys within a day. Nothing was changed. */
        TOO_MANY_A_DAY,
        /** The key it was to succeed has changed since it was read, or is gone. Nothing was changed. */
        OUTDATED
    }

    /** How many valid keys one owner may have. */
    int perOwner();

    /** How many keys one owner may create within a day. */
    int perOwnerAndDay();

    /** How many changes one owner may make to keys within a day. */
    int changesPerOwnerAndDay();

    /** How long a replaced key must have been unused, once its successor is used, to end before its overlap does. */
    Duration quietBeforeEnd();

    /** Stores a new, usable key. */
    Addition add(ApiKey key);

    /**
     * Stores a new key and marks the one whose place it takes, in one step. A key that has a successor no longer counts
     * towards {@link #perOwner}: else an owner with as many keys as allowed could not rotate any.
     *
     * @param before the key as it was read
     * @param succeeded the same key with its succession
     */
    Addition addSuccessor(ApiKey successor, ApiKey before, ApiKey succeeded);

    /**
     * Puts a changed key in its own place. False if it has changed since it was read, or is gone.
     *
     * @param before the key as it was read
     */
    boolean change(ApiKey before, ApiKey after);

    /** Counts one more change to an owner's keys within a day. Answers how long to wait where there are too many, else zero. */
    Duration countChange(AccountId owner);

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
