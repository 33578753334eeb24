package com.hubify.identity.resource.verification;

import com.hubify.identity.envelope.RefusalReason;
import com.hubify.identity.protocol.IpNetworks;
import com.hubify.identity.resource.Caller;
import com.hubify.identity.resource.revocation.LineageDigest;
import java.time.Duration;
import java.time.Instant;

/** The result of a verification. Clients can tell only these three apart; the reason is for logs and metrics. */
public sealed interface Verification {

    /**
     * The credential is good.
     *
     * @param lineage whose revocation ends it
     * @param expires from when on it is expired; {@link Instant#MAX} if never
     * @param introspected whether the issuer has just confirmed it
     * @param networks from which it is good
     */
    record Accepted(Caller caller, LineageDigest lineage, Instant expires, boolean introspected, IpNetworks networks)
            implements Verification {

        /** One that is good from anywhere. */
        public Accepted(Caller caller, LineageDigest lineage, Instant expires, boolean introspected) {
            this(caller, lineage, expires, introspected, IpNetworks.ANYWHERE);
        }

        /** Whether it is good from there. */
        public boolean isGoodFrom(Sender sender) {
            return networks.areAnywhere() || networks.contain(sender.address());
        }
    }

    /** The credential is not good, and will not be when it is sent again. */
    record Refused(Reason reason) implements Verification {}

    /**
     * Not known now: the issuer does not answer, or rejects this service.
     *
     * @param retryAfter when to send it again
     */
    record Unavailable(Duration retryAfter) implements Verification {

        /** For the caller alone who asked not to wait: the issuer has not been asked. */
        static final Unavailable WITHOUT_WAITING = new Unavailable(Duration.ZERO);
    }

    /** Why a credential was refused. */
    enum Reason {
        MALFORMED,
        UNKNOWN_ISSUER,
        HEADER,
        UNKNOWN_KEY,
        SIGNATURE,
        TIME,
        AUDIENCE,
        CLAIMS,
        ORIGIN,
        PENDING,
        IMPERSONATION,
        /** Bound to a key of its holder (DPoP, mutual TLS), of which this service checks no proof. */
        BOUND,
        INACTIVE,
        NETWORK,
        REVOKED,
        /** Refused by a decoder that the service has brought, perhaps for a reason that is gone in a moment. */
        DECODER,
        NOT_ACCEPTED;

        /** Why, for a person who reads the log: "it is meant for another service". */
        public String phrase() {
            return RefusalReason.valueOf(name()).phrase();
        }
    }

    static Verification refused(Reason reason) {
        return new Refused(reason);
    }
}
