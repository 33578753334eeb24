package com.hubify.identity.server.device;

import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Why a device was not signed in, as the page for its code explains it. */
enum DeviceProblem {
    /** The code is not one of ours, was used already or is too old; a guesser need not know which. */
    INVALID("invalid"),
    /** The question was open too long, or was asked of somebody else. */
    EXPIRED("expired"),
    /** The person said no. */
    DECLINED("declined");

    private final String code;

    DeviceProblem(String code) {
        this.code = code;
    }

    /** The word in the address of the page and in its message keys. */
    String code() {
        return code;
    }

    static Optional<DeviceProblem> of(@Nullable String code) {
        return Stream.of(values()).filter(it -> it.code.equals(code)).findFirst();
    }
}
