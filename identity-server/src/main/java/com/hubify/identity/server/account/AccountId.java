package com.hubify.identity.server.account;

/**
 * Identifies a person: the subject of their tokens and the owner of their keys. It is the user id Clerk gave them.
 *
 * @param value 1 to 128 visible ASCII characters
 */
public record AccountId(String value) {

    private static final int MAX_LENGTH = 128;

    public AccountId {
        if (value.isEmpty() || value.length() > MAX_LENGTH || !value.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw new IllegalArgumentException("not an account id");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
