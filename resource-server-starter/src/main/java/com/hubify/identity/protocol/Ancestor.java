package com.hubify.identity.protocol;

import java.util.Locale;
import java.util.Optional;

/**
 * What can be revoked: a credential, or something that credentials descend from, such as a grant, a session or a
 * client. Revoking an ancestor revokes all its descendants.
 *
 * @param kind kind of ancestor
 * @param id its public identifier, never a secret
 */
public record Ancestor(Kind kind, String id) {

    /** Longest identifier, in characters; {@link Kind#CLIENT_GRANTS} and {@link Kind#MEMBERSHIP} join two. */
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

    /**
     * The {@link Kind#CLIENT_GRANTS} of an account and a client. Identifiers contain no spaces, so the joined form is
     * unambiguous.
     */
    public static Ancestor clientGrants(String account, String clientId) {
        return new Ancestor(Kind.CLIENT_GRANTS, account + ' ' + clientId);
    }

    /**
     * The {@link Kind#CLIENT_GRANTS} of an account's API keys and a client: the tokens that the client got for these keys,
     * and nothing else of the account. No account's id begins like this.
     */
    public static Ancestor clientTokensOfKeys(String account, String clientId) {
        return clientGrants("keys:" + account, clientId);
    }

    /** The {@link Kind#KEY_STATE} of an API key, by its public id and the number of the state. */
    public static Ancestor keyState(String keyId, int state) {
        return new Ancestor(Kind.KEY_STATE, keyId + ' ' + state);
    }

    /** The {@link Kind#MEMBERSHIP} of an account in an organization, joined as in {@link #clientGrants}. */
    public static Ancestor membership(String organization, String account) {
        return new Ancestor(Kind.MEMBERSHIP, organization + ' ' + account);
    }

    /** Kinds of ancestor. */
    public enum Kind {
        /** One access token, by its {@code jti}. */
        TOKEN(true),
        /**
         * A grant, by its {@code gid}: all access and refresh tokens issued from one authorization code or device code.
         */
        GRANT(true),
        /** Everything issued to a client, by its {@code client_id}. */
        CLIENT(false),
        /**
         * Every credential of a subject, by its {@code sub}: a person, or a client with the client credentials grant.
         */
        SUBJECT(false),
        /**
         * All sessions and grants of a person, and their tokens, by the account. API keys are not included: they are
         * meant to outlive sign-ins.
         */
        SIGN_INS(false),
        /**
         * The grants of one person to one client, and their tokens, by the account and the client's id, joined with a
         * space. API keys are not included. With {@code keys:} before the account: the tokens that the client got for
         * the person's API keys, and no grants.
         */
        CLIENT_GRANTS(false),
        /** A person's session, by its {@code sid}. */
        SESSION(true),
        /** An API key, by its public id, and everything issued from it. */
        KEY(true),
        /**
         * Cached introspection answers about an API key in one of its states, and the access tokens it was exchanged
         * for in that state, by the key's public id and the number of the state, joined with a space. The key stays
         * valid but has been narrowed: services must introspect it again, and refuse these tokens.
         */
        KEY_STATE(true),
        /** Everything that acts for an organization, by its {@code org_id}. */
        ORGANIZATION(false),
        /**
         * Everything by which one person acts for one organization, by the organization's id and the account, joined with a
         * space. It is revoked when the person leaves and when their role changes; they may come back, or go on with the
         * new role.
         */
        MEMBERSHIP(false),
        /** All tokens signed with one signing key, by its {@code kid}. */
        SIGNING_KEY(true);

        private final boolean ended;

        Kind(boolean ended) {
            this.ended = ended;
        }

        /**
         * Whether revocation ends the ancestor itself: then all its descendants are revoked, whatever time of issue
         * they claim. A client, a person or an organization remains, and only what was issued until then is revoked.
         */
        public boolean isEndedByRevocation() {
            return ended;
        }

        /** Longest identifier of this kind, in characters. */
        public int maxLength() {
            return isPair() ? MAX_LENGTH + 1 + MAX_LENGTH : MAX_LENGTH;
        }

        /** Whether identifiers of this kind are two, joined with a space. */
        public boolean isPair() {
            return this == CLIENT_GRANTS || this == MEMBERSHIP;
        }

        /** The name on the wire. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The kind with this name on the wire; empty if there is no such kind. */
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
