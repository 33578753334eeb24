package com.hubify.identity.resource;

import java.time.Duration;
import java.time.Instant;

/** What became of a credential. The caller is told apart only these three; the reason is for logs and metrics. */
sealed interface Verification {

    /**
     * The credential holds, as far as its verifier can say.
     *
     * @param lineage what it dies with
     * @param expires from when on it holds no more; {@link Instant#MAX} if it has no end
     * @param introspected whether the issuer was asked about it just now
     */
    record Accepted(Caller caller, LineageDigest lineage, Instant expires, boolean introspected)
            implements Verification {}

    /** The credential does not hold, and will not if it is sent again. */
    record Refused(Reason reason) implements Verification {}

    /** Nobody can say now: the issuer does not answer, or not to us. */
    record Unavailable(Duration retryAfter) implements Verification {}

    /** Why a credential was refused. */
    enum Reason {
        /** Neither a key nor a signed token. */
        MALFORMED,
        /** A token of an issuer this service does not know. */
        UNKNOWN_ISSUER,
        /** Another type of token, another algorithm, or a critical header. */
        HEADER,
        /** Names a key that its issuer does not have now. */
        UNKNOWN_KEY,
        /** Not signed by the issuer's key. */
        SIGNATURE,
        /** Expired, not yet valid, or living too long. */
        TIME,
        /** Meant for another service. */
        AUDIENCE,
        /** A claim is missing or not as it must be. */
        CLAIMS,
        /** The issuer does not know the credential, or no longer. */
        INACTIVE,
        /** It, or something it descends from, has been revoked. */
        REVOKED,
        /** Refused by a decoder that the service has brought, perhaps for a reason that is gone in a moment. */
        DECODER,
        /** This service takes no keys. */
        NOT_ACCEPTED
    }

    static Verification refused(Reason reason) {
        return new Refused(reason);
    }
}
