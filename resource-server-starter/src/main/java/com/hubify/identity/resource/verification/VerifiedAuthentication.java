package com.hubify.identity.resource.verification;

import com.hubify.identity.resource.HubifyAuthentication;
import com.hubify.identity.resource.issuer.IssuerUnavailable;
import java.time.Instant;

/**
 * The authentication of a request, with the credential, to verify it again or to relay it. The credential is none of its
 * properties, so that printing or serialising one gives no secret away.
 */
public final class VerifiedAuthentication extends HubifyAuthentication {

    private static final long serialVersionUID = 1L;

    private final transient String credential;
    private final transient Sender sender;
    private final transient Instant expires;

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
