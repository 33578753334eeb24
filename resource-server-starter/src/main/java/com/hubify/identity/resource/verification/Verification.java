package com.hubify.identity.resource.verification;

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
        MALFORMED("it is neither an API key nor a signed token"),
        UNKNOWN_ISSUER("it is a token of an issuer that this service does not know"),
        HEADER("it is another type of token, or signed with another algorithm, or has a critical header"),
        UNKNOWN_KEY("it names a signing key that its issuer does not have"),
        SIGNATURE("it is not signed by its issuer's key"),
        TIME("it has expired, is not valid yet, or lives too long"),
        AUDIENCE("it is meant for another service"),
        CLAIMS("a claim is missing or not as it must be"),
        ORIGIN("it was made for another origin (azp)"),
        PENDING("its session is pending"),
        IMPERSONATION("it is an impersonation: somebody acts as the person (act)"),
        /** Bound to a key of its holder (DPoP, mutual TLS), of which this service checks no proof. */
        BOUND("it is bound to a key, and this service checks no proof of possession"),
        INACTIVE("its issuer does not know it, or no longer"),
        NETWORK("it is an API key that is not valid from the sender's address"),
        REVOKED("it, or something it descends from, has been revoked"),
        /** Refused by a decoder that the service has brought, perhaps for a reason that is gone in a moment. */
        DECODER("the service's own JwtDecoder refused it"),
        NOT_ACCEPTED("this service takes no API keys");

        private final String phrase;

        Reason(String phrase) {
            this.phrase = phrase;
        }

        /** Why, for a person who reads the log: "it is meant for another service". */
        public String phrase() {
            return phrase;
        }
    }

    static Verification refused(Reason reason) {
        return new Refused(reason);
    }
}
