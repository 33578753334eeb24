package com.hubify.identity.resource.verification;

import com.hubify.identity.protocol.Scopes;
import com.hubify.identity.resource.HubifyAuthentication;
import com.hubify.identity.resource.issuer.IssuerUnavailable;
import com.hubify.identity.resource.use.KeyUse;
import com.hubify.identity.resource.use.KeyUses;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The authentication of a request, with the credential, to verify it again or to relay it. The credential is none of its
 * properties, so that printing or serialising one gives no secret away.
 */
public final class VerifiedAuthentication extends HubifyAuthentication {

    private static final long serialVersionUID = 1L;

    private final transient String credential;
    private final transient Sender sender;
    private final transient Instant expires;
    private transient @Nullable KeyUse use;

    /** Scopes that were counted for this request. */
    private transient long counted;

    private VerifiedAuthentication(Verification.Accepted accepted, String credential, Sender sender) {
        super(accepted.caller());
        this.credential = credential;
        this.sender = sender;
        this.expires = accepted.expires();
    }

    /**
     * What Spring Security expects of a verification: an authentication, or the exception its entry point answers.
     *
     * @param credential what was verified
     * @param sender for whom it was verified
     * @throws IssuerUnavailable if it can't be verified now
     * @throws CredentialRefused if the credential is not good
     */
    public static VerifiedAuthentication of(Verification verification, String credential, Sender sender) {
        if (verification instanceof Verification.Accepted accepted) {
            return new VerifiedAuthentication(accepted, credential, sender);
        }
        if (verification instanceof Verification.Refused refused) {
            throw new CredentialRefused(refused.reason());
        }
        throw new IssuerUnavailable(
                "The credential cannot be verified now", ((Verification.Unavailable) verification).retryAfter());
    }

    /**
     * The same, with the caller as verified again during one request, which counts as one use.
     *
     * @throws org.springframework.security.core.AuthenticationException as {@link #of}
     */
    public VerifiedAuthentication again(Verification verification) {
        VerifiedAuthentication after = of(verification, credential, sender);
        after.use = use;
        after.counted = counted;
        return after;
    }

    /** Counts the use of the caller's API key; of other credentials nothing is counted. */
    public VerifiedAuthentication countedIn(KeyUses uses) {
        use = uses.count(caller(), sender::address);
        return this;
    }

    /** Counts scopes that were demanded and granted, each once for a request. */
    public void count(Scopes granted) {
        KeyUse counting = use;
        if (counting != null) {
            counted = counting.count(granted, counted);
        }
    }

    /** The caller's secret. */
    public String credential() {
        return credential;
    }

    /** Where the request came from. */
    public Sender sender() {
        return sender;
    }

    /** From when on the credential is expired; {@link Instant#MAX} if never. */
    public Instant expires() {
        return expires;
    }
}
