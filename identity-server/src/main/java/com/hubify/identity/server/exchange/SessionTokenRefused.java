package com.hubify.identity.server.exchange;

/**
 * A session token of Clerk was presented that is not good. For the audit trail only.
 *
 * @param reason why, in a word
 * @param subject of a token that Clerk signed; empty if that is not known
 */
public record SessionTokenRefused(String reason, String subject) {

    /** Whether Clerk had signed it, rather than its sender. */
    public boolean isGenuine() {
        return !subject.isEmpty();
    }
}
