package com.hubify.identity.server.account;

import java.util.Optional;

/**
 * Identifies a person: the subject of their tokens and the owner of their keys. It is the user id Clerk gave them.
 *
 * @param value 1 to 128 visible ASCII characters
 */
public record AccountId(String value) {

    private static final int MAX_LENGTH = 128;

    public AccountId {
        if (!isId(value)) {
            throw new IllegalArgumentException("not a valid account id");
        }
    }

    /** Reads an id; empty for anything that can't be one. */
    public static Optional<AccountId> parse(String text) {
        return isId(text) ? Optional.of(new AccountId(text)) : Optional.empty();
    }

    private static boolean isId(String text) {
        return !text.isEmpty() && text.length() <= MAX_LENGTH && text.chars().allMatch(c -> c > ' ' && c < 0x7f);
    }

    @Override
    public String toString() {
        return value;
    }
}
