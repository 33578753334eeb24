package com.hubify.identity.server.apikey.expiry;

import com.hubify.identity.server.apikey.ApiKeyId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Which keys are to be looked at, and when. An entry says nothing by itself: the key may have changed or ended since. */
interface ExpiryNotices {

    /** How long a node may take for the notices it has taken. */
    Duration TAKEN = Duration.ofMinutes(1);

    /** The next stage of a key. */
    record Entry(ApiKeyId key, ExpiryStage stage) {}

    /**
     * Enters the next stage of a key, in place of another one, unless an entry of it is due or taken: its notice must not be
     * lost, and the node that gives it enters the next stage.
     */
    void enter(Entry next, Instant due, Instant now);

    /** Removes the key's entry, whatever its stage. */
    void remove(ApiKeyId key);

    /**
     * Takes entries that are due, at most 100. No other node gets them within {@link #TAKEN}; after that they are due again,
     * unless they are removed: this node may crash.
     */
    List<Entry> takeDue(Instant now);

    /** Puts the key's next entry in the place of one that is done with, unless that was removed meanwhile. */
    void replace(Entry done, Entry next, Instant due);

    /** Removes an entry that is done with. */
    void finish(Entry entry);
}
