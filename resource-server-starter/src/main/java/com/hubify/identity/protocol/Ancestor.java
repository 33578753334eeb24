package com.hubify.identity.protocol;

import java.util.Locale;
import java.util.Optional;

/**
 * Something a credential descends from, or the credential itself.
 *
 * @param kind what it is
 * @param id which one: a public identifier, never a secret
 */
public record Ancestor(Kind kind, String id) {

    /** Longest identifier of one thing, in characters. */
    public static final int MAX_LENGTH = 256;

    /** @throws IllegalArgumentException if the identifier is empty or too long */
    public Ancestor {
        if (!isId(kind, id)) {
            throw new IllegalArgumentException("not an identifier");
        }
    }

    /** Whether the text can be an identifier of this kind. */
    public static boolean isId(Kind kind, String text) {
        return !text.isEmpty() && text.length() <= kind.maxLength();
    }

    /** What {@link Kind#CLIENT_GRANTS} names. Our ids have no spaces in them, so no other pair is written like this one. */
    public static Ancestor clientGrants(String account, String clientId) {
        return new Ancestor(Kind.CLIENT_GRANTS, account + ' ' + clientId);
    }

    /** What {@link Kind#KEY_STATE} names. */
    public static Ancestor keyState(String keyId, int state) {
        return new Ancestor(Kind.KEY_STATE, keyId + ' ' + state);
    }

    /** What can be revoked. */
    public enum Kind {
        /** One access token, by its {@code jti}. */
        TOKEN(true),
        /** What a client was granted, by its {@code gid}: every access and refresh token made from one code or device code. */
        GRANT(true),
        /** All that was issued to a client. */
        CLIENT(false),
        /** All that acts for a person, or for a client that acts for itself. */
        SUBJECT(false),
        /**
         * All that a person's sign-ins made, by their account: sessions, grants and the tokens of these. Their API keys are made
         * to outlive it.
         */
        SIGN_INS(false),
        /**
         * All that one client was issued for one person, by their account and the client's id with a space between them: grants
         * and the tokens of these, of no other client, and no API key.
         */
        CLIENT_GRANTS(false),
        /** A person's sign-in, by its {@code sid}. */
        SESSION(true),
        /** An API key, by its public id, and all that was made from it. */
        KEY(true),
        /**
         * What is known of an API key in one of its states, by the key's public id and the number of the state with a space
         * between them. The key goes on, with less: the issuer is asked about it again.
         */
        KEY_STATE(true),
        /** All that was signed with one version of a key, by its {@code kid}. */
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

        /** Longest identifier of this kind, in characters. */
        public int maxLength() {
            return this == CLIENT_GRANTS ? MAX_LENGTH + 1 + MAX_LENGTH : MAX_LENGTH;
        }

        /** The word on the wire. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The kind a word on the wire stands for; empty for any other. */
        public static Optional<Kind> of(String word) {
            for (Kind kind : values()) {
                if (kind.word().equals(word)) {
                    return Optional.of(kind);
                }
            }
            return Optional.empty();
        }
    }
}
