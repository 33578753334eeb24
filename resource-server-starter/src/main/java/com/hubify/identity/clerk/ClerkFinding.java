package com.hubify.identity.clerk;

/** What came of verifying a token of Clerk. */
public sealed interface ClerkFinding {

    /** It is good. */
    record Good(ClerkToken token) implements ClerkFinding {}

    /** It is not good; why, is for logs and the audit trail alone. */
    record Bad(Reason reason) implements ClerkFinding {}

    /** Why a token is not good. */
    enum Reason {
        /** Another kind of token, another algorithm, or a critical header. */
        HEADER,
        /** The instance has no such key. */
        UNKNOWN_KEY,
        /** The instance's key didn't sign it. */
        SIGNATURE,
        /** Expired, not valid yet, or lives too long. */
        TIME,
        /** Bound to a key of its holder, of which no proof is checked. */
        BOUND,
        /** A claim is missing or not as it must be. */
        CLAIMS,
        /** Of a person who may not use the application yet, such as one who has to choose an organization. */
        PENDING,
        /** Somebody acts as the person. */
        IMPERSONATION,
        /** Made for another origin, or for none although it must name one. */
        ORIGIN,
        /** Made for another client or audience. */
        AUDIENCE
    }
}
