package com.hubify.clerk.webhook;

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

    private static final int MOST_DUPLICATES = 10;
    private static final long LONGEST_DELAY = 86_400_000;
    private static final long LONGEST_WINDOW = 60_000;

    WebhookSwitches {
        require(duplicates >= 0 && duplicates <= MOST_DUPLICATES, "duplicates must be between 0 and 10");
        require(delayMs >= 0 && delayMs <= LONGEST_DELAY, "delay_ms must be between 0 and 86400000");
        require(reorderMs >= 0 && reorderMs <= LONGEST_WINDOW, "reorder_ms must be between 0 and 60000");
        require(lose >= 0, "lose must not be negative");
        require(secret != null || !oldSecretDropped, "old_secret_dropped needs a secret");
        require(speed == null || SvixSchedule.isSpeed(speed), "speed must be between 0.001 and 1000000");
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

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }
}
