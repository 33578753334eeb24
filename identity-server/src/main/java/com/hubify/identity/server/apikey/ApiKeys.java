package com.hubify.identity.server.apikey;

import com.hubify.identity.server.account.AccountId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Stored API keys. Every method is atomic, and its effect is visible to every node when it returns. Expired keys are never
 * returned. No id is used for two keys.
 */
public interface ApiKeys {

    /** Uses of a key within this interval are recorded as one. */
    Duration USE_GRAIN = Duration.ofMinutes(1);

    /** Longest time for which a rotated key may stay valid. */
    Duration LONGEST_OVERLAP = Duration.ofDays(30);

    /** How long a request that is repeated is answered with the key that it made. */
    Duration SEALED_KEPT = Duration.ofMinutes(10);

    /**
     * A request that makes one key, however often it is sent within a day.
     *
     * @param name digest of what tells it from the owner's others
     * @param request digest of what it asks for
     * @param sealed the key, which only its sender can read
     */
    record Once(String name, String request, String sealed) {}

    /**
     * The key that such a request has made.
     *
     * @param sealed null once {@link #SEALED_KEPT} is over
     */
    record Made(ApiKeyId id, String request, @Nullable String sealed) {}

    /** Where a key stands in the list of its owner; also once the key is gone. */
    record Place(Instant createdAt, ApiKeyId id) {}

    /**
     * Some of an owner's valid keys, newest first.
     *
     * @param count how many the owner has in all
     * @param last the place of the last of them; null if no others follow
     */
    record Page(List<ApiKey> keys, int count, @Nullable Place last) {}

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
        OUTDATED,
        /** The same {@link Once} has made a key before. Nothing was changed. */
        REPEATED
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

    /**
     * Stores a new, usable key.
     *
     * @param once the request that makes it; null if that may make several
     */
    Addition add(ApiKey key, @Nullable Once once);

    default Addition add(ApiKey key) {
        return add(key, null);
    }

    /**
     * Stores a new key and marks the one that it replaces, in one step. A key with a successor does not count towards
     * {@link #perOwner}: otherwise an owner with the maximum number of keys could not rotate any. There can be as
     * many of those besides.
     *
     * @param before the replaced key as it was read; it may have been replaced before, and counts once
     * @param succeeded the replaced key with its succession
     * @param once as in {@link #add}
     */
    Addition addSuccessor(ApiKey successor, ApiKey before, ApiKey succeeded, @Nullable Once once);

    default Addition addSuccessor(ApiKey successor, ApiKey before, ApiKey succeeded) {
        return addSuccessor(successor, before, succeeded, null);
    }

    /** The key that a request of this name has made for the owner, within a day. */
    Optional<Made> made(AccountId owner, String name);

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

    /**
     * Some of the owner's valid keys. Takes as long as these are many, however many the owner has.
     *
     * @param after the place after which they begin; null for the newest
     * @param skip how many to leave out from there
     */
    Page page(AccountId owner, @Nullable Place after, int skip, int limit);

    /** All of the owner's valid keys, newest first. */
    default List<ApiKey> ownedBy(AccountId owner) {
        return page(owner, null, 0, Integer.MAX_VALUE).keys();
    }

    /** Marks the key as revoked. Of several concurrent calls, true only for the one that changed it. */
    boolean revoke(ApiKeyId id, Instant at);

    /**
     * Records a use of the key, unless a later use, or one less than {@link #USE_GRAIN} earlier, is recorded already.
     */
    void noteUse(ApiKeyId id, Instant at);
}
