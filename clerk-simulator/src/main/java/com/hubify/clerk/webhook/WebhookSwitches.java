package com.hubify.clerk.webhook;

import com.hubify.clerk.problem.ClerkProblem;
import com.hubify.clerk.problem.JsonMembers;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What goes wrong on the way. Without any, a message is sent once, at once, with one signature.
 *
 * @param duplicates how many further times each message is sent, at the same time and under the same id
 * @param delayMs milliseconds before the first attempt
 * @param reorderMs messages that come within so many milliseconds are sent one after another, the last one first
 * @param lose how many of the next events are never sent; each counts it down
 * @param unknownSignature whether an entry of a version that receivers do not know ({@code v1a}) comes first
 * @param secret a new secret at all endpoints; their own signs too, as while one is being rotated
 * @param oldSecretDropped whether {@code secret} signs alone, as after a rotation
 * @param speed how many times faster than Svix failed messages are sent again; the setting by default
 */
record WebhookSwitches(
        int duplicates,
        long delayMs,
        long reorderMs,
        int lose,
        boolean unknownSignature,
        @Nullable SvixSecret secret,
        boolean oldSecretDropped,
        @Nullable Double speed) {

    static final WebhookSwitches NONE = new WebhookSwitches(0, 0, 0, 0, false, null, false, null);

    private static final List<String> NAMES = List.of(
            "duplicates",
            "delay_ms",
            "reorder_ms",
            "lose",
            "unknown_signature",
            "secret",
            "old_secret_dropped",
            "speed");

    private static final int MOST_DUPLICATES = 10;
    private static final int LONGEST_DELAY = 86_400_000;
    private static final int LONGEST_WINDOW = 60_000;

    /**
     * @param before what a secret stands for that is sent as it is shown; null for nothing
     * @throws ClerkProblem 400 for a member that is unknown, of the wrong kind or out of range
     */
    static WebhookSwitches of(Map<String, @Nullable Object> json, @Nullable SvixSecret before) {
        JsonMembers members = new JsonMembers(json);
        members.areAmong("switch", NAMES);
        SvixSecret secret = secret(json, before);
        boolean alone = members.flag("old_secret_dropped");
        if (alone && secret == null) {
            throw ClerkProblem.bodyInvalid("old_secret_dropped needs a secret.");
        }
        return new WebhookSwitches(
                members.number("duplicates", 0, MOST_DUPLICATES),
                members.number("delay_ms", 0, LONGEST_DELAY),
                members.number("reorder_ms", 0, LONGEST_WINDOW),
                members.number("lose", 0, Integer.MAX_VALUE),
                members.flag("unknown_signature"),
                secret,
                alone,
                members.decimal("speed", "0.001", "1000000"));
    }

    WebhookSwitches withOneLost() {
        return new WebhookSwitches(
                duplicates,
                delayMs,
                reorderMs,
                Math.max(0, lose - 1),
                unknownSignature,
                secret,
                oldSecretDropped,
                speed);
    }

    private static @Nullable SvixSecret secret(Map<String, @Nullable Object> json, @Nullable SvixSecret before) {
        if (!json.containsKey("secret")) {
            return null;
        }
        Object value = json.get("secret");
        if (before != null && before.toString().equals(value)) {
            return before;
        }
        try {
            return SvixSecret.of(value instanceof String text ? text : "");
        } catch (IllegalArgumentException e) {
            throw ClerkProblem.bodyInvalid("secret must be whsec_ and base64 of its key.");
        }
    }
}
