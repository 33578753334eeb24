package com.hubify.identity.resource.verification;

import com.hubify.identity.resource.Caller;
import com.hubify.identity.resource.HubifyAuthentication;
import com.hubify.identity.resource.issuer.IssuerUnavailable;

/**
 * The authentication of a request whose credential was verified, with that credential, to judge it again or to send it on. It
 * stands in none of its properties, so that what prints or serialises one hands out no secret.
 */
public final class VerifiedAuthentication extends HubifyAuthentication {

    private static final long serialVersionUID = 1L;

    private final transient String credential;

    private VerifiedAuthentication(Caller caller, String credential) {
        super(caller);
        this.credential = credential;
    }

    /**
     * What Spring Security expects of a verification: an authentication, or the exception its entry point answers.
     *
     * @param credential what was verified
     * @throws IssuerUnavailable if it can't be verified now
     * @throws CredentialRefused if the credential does not hold
     */
    public static VerifiedAuthentication of(Verification verification, String credential) {
        if (verification instanceof Verification.Accepted accepted) {
            return new VerifiedAuthentication(accepted.caller(), credential);
        }
        if (verification instanceof Verification.Refused refused) {
            throw new CredentialRefused(refused.reason());
        }
        throw new IssuerUnavailable(
                "The credential cannot be verified now", ((Verification.Unavailable) verification).retryAfter());
    }

    /** A secret of the caller's. */
    public String credential() {
        return credential;
    }
}
