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
        TOKEN(true),
        GRANT(true),
        CLIENT(false),
        SUBJECT(false),
        SESSION(true),
        KEY(true),
        SIGNING_KEY(true);

        private final boolean ended;

        Kind(boolean ended) {
            this.ended = ended;
        }

        /**
         * Whether a revoked one has ended for good, so that nothing can descend from it any more, whenever it says it was
         * issued. A client or a person goes on, and only what they had until then is dead.
         */
        public boolean isEndedByRevocation() {
            return ended;
        }
    }
}
