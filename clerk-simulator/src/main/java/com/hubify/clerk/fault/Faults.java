package com.hubify.clerk.fault;

import com.hubify.clerk.problem.ClerkProblem;
import com.hubify.clerk.problem.JsonMembers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong at the moment.
 *
 * @param down connections are closed without an answer
 * @param delayMs milliseconds before anything else happens, at most 120,000
 * @param status answered instead of anything else, 200 to 599; below 400 with a body that is no JSON; 0 if not set
 * @param skewSeconds how far the instance's clock is ahead, at most a day either way; negative if it is behind
 */
record Faults(boolean down, int delayMs, int status, int skewSeconds) {

    static final Faults NONE = new Faults(false, 0, 0, 0);

    private static final int LONGEST_DELAY_MS = 120_000;
    private static final int FARTHEST_SKEW_S = 86_400;

    /** @throws ClerkProblem 400 for a member that is unknown, of the wrong kind or out of range */
    static Faults of(Map<String, @Nullable Object> json) {
        JsonMembers members = new JsonMembers(json);
        members.areAmong("fault", List.of("down", "delay_ms", "status", "skew_s"));
        return new Faults(
                members.flag("down"),
                members.number("delay_ms", 0, LONGEST_DELAY_MS),
                members.number("status", 200, 599),
                members.number("skew_s", -FARTHEST_SKEW_S, FARTHEST_SKEW_S));
    }

    /** The members that are set, as they were sent. */
    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        if (down) {
            json.put("down", true);
        }
        Map.of("delay_ms", delayMs, "status", status, "skew_s", skewSeconds).forEach((name, value) -> {
            if (value != 0) {
                json.put(name, value);
            }
        });
        return json;
    }
}
