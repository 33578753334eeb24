package com.hubify.identity.resource;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.GrantedAuthority;

/**
 * The authentication of a request whose credential held. Its principal is the {@link Caller}, its name the subject, its
 * authorities {@code SCOPE_…} for each granted scope and for each published scope that a granted one covers. The
 * credential stands in none of its properties, so that what prints or serialises one hands out no secret.
 */
public final class HubifyAuthentication extends AbstractAuthenticationToken {

    private static final long serialVersionUID = 1L;

    private final transient Caller caller;
    private final transient List<GrantedAuthority> authorities;
    private final transient @Nullable String credential;

    /** For tests: a caller whom no credential proves, and none is asked for by {@link MaxStaleness}. */
    public HubifyAuthentication(Caller caller) {
        this(caller, null);
    }

    private HubifyAuthentication(Caller caller, @Nullable String credential) {
        // Not handed up, where they would be copied for every request.
        super(List.of());
        this.caller = caller;
        this.authorities = ScopeAuthorities.of(caller.scopes());
        this.credential = credential;
        super.setAuthenticated(true);
    }

    /**
     * What Spring Security expects of a verification: an authentication, or the exception its entry point answers.
     *
     * @param credential what was verified
     * @throws VerificationUnavailable if it can't be verified now
     * @throws CredentialRefused if the credential does not hold
     */
    static HubifyAuthentication of(Verification verification, String credential) {
        if (verification instanceof Verification.Accepted accepted) {
            return new HubifyAuthentication(accepted.caller(), credential);
        }
        if (verification instanceof Verification.Refused refused) {
            throw new CredentialRefused(refused.reason());
        }
        throw new VerificationUnavailable(((Verification.Unavailable) verification).retryAfter());
    }

    /** Whether a credential was verified for this request. */
    boolean isVerified() {
        return credential != null;
    }

    /** The credential that was verified for this request; null in tests. Hidden: it is a secret of the caller's. */
    @Nullable
    String credential() {
        return credential;
    }

    public Caller caller() {
        return caller;
    }

    @Override
    public Collection<GrantedAuthority> getAuthorities() {
        return authorities;
    }

    @Override
    public Caller getPrincipal() {
        return caller;
    }

    @Override
    public Object getCredentials() {
        return "";
    }

    @Override
    public String getName() {
        return caller.subject();
    }

    // The authorities follow from the caller, whom the superclass compares.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof HubifyAuthentication && super.equals(other);
    }

    @Override
    public int hashCode() {
        return super.hashCode();
    }
}
