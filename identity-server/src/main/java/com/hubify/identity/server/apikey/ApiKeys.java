package com.hubify.identity.server.apikey;

import com.hubify.identity.server.account.AccountId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where API keys are kept. Every method is atomic, and what it has acknowledged is seen by every node. Expired keys are never
 * returned. An id is given out once: whatever becomes of its key, no other key gets it.
 */
public interface ApiKeys {

    /** Uses of a key closer together than this count as one. */
    Duration USE_GRAIN = Duration.ofMinutes(1);

    /** What became of a new key. */
    enum Addition {
        ADDED,
        /** Some key has or had that id. Nothing was changed. */
        ID_TAKEN,
        /** The owner has as many usable keys as allowed. Nothing was changed. */
        TOO_MANY,
        /** The owner has made as many keys within a day as allowed. Nothing was changed. */
        TOO_MANY_A_DAY
    }

    /** How many usable keys one owner may have. */
    int perOwner();

    /** How many keys one owner may make within a day. */
    int perOwnerAndDay();

    /** Stores a new, usable key. */
    Addition add(ApiKey key);

    /** The key with that id. For 30 days after it was revoked it is still found, marked as such. */
    Optional<ApiKey> find(ApiKeyId id);

    /** Whether there was a key with that id, as far as it is still known: for 30 days after its end. */
    boolean wasIssued(ApiKeyId id);

    /** How long an owner who has made as many keys as a day allows has to wait; never nothing, at most a day. */
    Duration untilNextDay(AccountId owner);

    /** The owner's usable keys, newest first. */
    List<ApiKey> ownedBy(AccountId owner);

    /** Marks the key revoked, for good. False if there was nothing to revoke: of many at once, one hears true. */
    boolean revoke(ApiKeyId id, Instant at);

    /** Notes that the key was used, unless a use less than {@link #USE_GRAIN} before, or a later one, is noted already. */
    void noteUse(ApiKeyId id, Instant at);
}
