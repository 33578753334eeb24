package com.hubify.identity.server.device;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Why a device was not connected, as the page explains it. */
enum DeviceProblem {
    /** The code is unknown, used or expired; the page does not say which, since it may be guessed. */
    INVALID,
    /** The consent page has expired, or belongs to another person. */
    EXPIRED,
    /** The person denied it. */
    DECLINED;

    /** The code in the URL of the page and in its message keys. */
    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<DeviceProblem> of(@Nullable String code) {
        return Stream.of(values()).filter(it -> it.code().equals(code)).findFirst();
    }
}
