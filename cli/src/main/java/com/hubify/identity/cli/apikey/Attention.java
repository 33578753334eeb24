package com.hubify.identity.cli.apikey;

import com.hubify.identity.cli.terminal.Json;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Why a key needs attention: it expires within 14 days, or was not used for 90 days. */
final class Attention {

    private static final Duration SOON = Duration.ofDays(14);
    private static final Duration LONG = Duration.ofDays(90);

    private Attention() {}

    /** Adds the reasons to a key as it is shown. */
    static ObjectNode markedAt(Instant now, ObjectNode key) {
        ArrayNode reasons = key.putArray("attention");
        if (time(key, "expires_at").filter(end -> end.isBefore(now.plus(SOON))).isPresent()) {
            reasons.add("expires soon");
        }
        Optional<Instant> used = time(key, "last_used_at").or(() -> time(key, "created_at"));
        if (used.filter(last -> !last.isAfter(now.minus(LONG))).isPresent()) {
            reasons.add("unused");
        }
        return key;
    }

    private static Optional<Instant> time(ObjectNode key, String member) {
        try {
            return Json.text(key, member).map(Instant::parse);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
