package com.hubify.identity.server.revocation;

/**
 * Something a credential descends from, or the credential itself.
 *
 * @param kind what it is
 * @param id which one: a public identifier, never a secret
 */
public record Ancestor(Kind kind, String id) {

    /** What can be revoked. The words also travel in the feed. */
    public enum Kind {
        TOKEN,
        GRANT,
        CLIENT,
        SUBJECT,
        SESSION,
        KEY,
        SIGNING_KEY
    }
}
