package com.hubify.identity.server.apikey.page;

import com.hubify.identity.protocol.ShortDuration;
import com.hubify.identity.server.apikey.ApiKeys;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The durations of forms, each a {@link ShortDuration}. */
final class Lifetime {

    static final String NEVER = "never";

    /** What the form of a new key offers. */
    static final List<String> OFFERED = List.of("30d", "90d", "365d", NEVER);

    /** The life that the old key had. */
    static final String SAME = "same";

    /** What the form for rotating offers; a key that never ends has a successor that never does. */
    static final List<String> OFFERED_AGAIN = List.of(SAME, "30d", "90d", "365d");

    /** What it suggests: keys should be rotated every 90 days. */
    static final String SUGGESTED = "90d";

    /** What the form for rotating offers. */
    static final List<String> OVERLAPS = List.of("0h", "1h", "24h", "7d", "30d");

    static final String USUAL_OVERLAP = "24h";

    private Lifetime() {}

    /** How long a key lives; empty for anything but a number above zero with its unit. */
    static Optional<Duration> parse(String text) {
        return ShortDuration.parse(text).filter(life -> !life.isZero());
    }

    /** How long a replaced key still works: from zero to {@link ApiKeys#LONGEST_OVERLAP}. */
    static Optional<Duration> overlap(String text) {
        return ShortDuration.parse(text).filter(overlap -> overlap.compareTo(ApiKeys.LONGEST_OVERLAP) <= 0);
    }
}
