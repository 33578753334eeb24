package com.hubify.identity.resource.revocation;

import java.util.Optional;
import java.util.regex.Pattern;

/** Position in the feed, kept across connections so that nothing is read twice or missed. */
final class RevocationPosition {

    /** What can be sent back as {@code Last-Event-ID}. */
    private static final Pattern SENDABLE = Pattern.compile("[!-~]{1,128}");

    private volatile Optional<String> id = Optional.empty();

    Optional<String> id() {
        return id;
    }

    boolean isKnown() {
        return id.isPresent();
    }

    /** @param reached empty if the stream named no position yet; what cannot be sent back makes the next reader start anew */
    void reached(String reached) {
        if (!reached.isEmpty() && !reached.equals(id.orElse(""))) {
            id = Optional.of(reached).filter(text -> SENDABLE.matcher(text).matches());
        }
    }

    void forget() {
        id = Optional.empty();
    }
}
