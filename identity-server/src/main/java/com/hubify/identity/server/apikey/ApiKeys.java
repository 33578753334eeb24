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

    /** Uses of a key within this interval are recorded as one. */
    Duration USE_GRAIN = Duration.ofMinutes(1);

    /** Longest time for which a rotated key may stay valid. */
    Duration LONGEST_OVERLAP = Duration.ofDays(30);

    /** Result of adding a key. */
    enum Addition {
        ADDED,
        /** A key has or had that id. Nothing was changed. */
        ID_TAKEN,
        /** The owner has the maximum number of valid keys; or, for a successor, of valid keys that are replaced. Nothing was changed. */
        TOO_MANY,
        /** The owner has created the maximum number of keys within a day. Nothing was changed. */
        TOO_MANY_A_DAY,
        /** The key to be replaced has changed since it was read, or no longer exists. Nothing was changed. */
        OUTDATED
    }

    /** Largest number of valid keys of one owner. */
    int perOwner();

    /** Largest number of keys that one owner may create within a day. */
    int perOwnerAndDay();

    /** Largest number of changes that one owner may make to keys within a day. */
    int changesPerOwnerAndDay();

    /**
     * Once the successor of a rotated key is used, how long the old key must have been unused to be revoked before the
     * overlap ends.
     */
    Duration quietBeforeEnd();

    /** Stores a new, usable key. */
    Addition add(ApiKey key);

    /**
     * Stores a new key and marks the one that it replaces, in one step. A key with a successor does not count towards
     * {@link #perOwner}: otherwise an owner with the maximum number of keys could not rotate any. There can be as
     * many of those besides.
     *
     * @param before the replaced key as it was read
     * @param succeeded the replaced key with its succession
     */
    Addition addSuccessor(ApiKey successor, ApiKey before, ApiKey succeeded);

    /**
     * Stores a changed key. False if it has changed since it was read, or no longer exists.
     *
     * @param before the key as it was read
     */
    boolean change(ApiKey before, ApiKey after);

    /**
     * Counts a change to an owner's keys. Returns zero, or how long the owner has to wait if the day's maximum has been
     * reached.
     */
    Duration countChange(AccountId owner);

    /** The key with that id. A revoked key is found for 30 days after its revocation. */
    Optional<ApiKey> find(ApiKeyId id);

    /** As {@link #find} of the owner's keys alone. Another owner's is as unknown as no id at all, so that ids can't be probed. */
    default Optional<ApiKey> find(AccountId owner, String id) {
        return ApiKeyId.parse(id).flatMap(this::find).filter(key -> key.owner().equals(owner));
    }

    /** Whether a key with that id exists or existed; known until 30 days after the key has ended. */
    boolean wasIssued(ApiKeyId id);

    /** How long an owner who has reached the day's maximum has to wait: more than zero, at most a day. */
    Duration untilNextDay(AccountId owner);

    /** The owner's valid keys, newest first. */
    List<ApiKey> ownedBy(AccountId owner);

    /** Marks the key as revoked. Of several concurrent calls, true only for the one that changed it. */
    boolean revoke(ApiKeyId id, Instant at);

    /**
     * Records a use of the key, unless a later use, or one less than {@link #USE_GRAIN} earlier, is recorded already.
     */
    void noteUse(ApiKeyId id, Instant at);
}
