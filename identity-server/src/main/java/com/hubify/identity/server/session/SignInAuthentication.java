package com.hubify.identity.server.session;

import com.hubify.identity.server.account.AccountId;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;

/**
 * A person signed in with this browser. It replaces Clerk's authentication, so that neither its tokens nor its claims stay
 * in the session or in grants.
 */
public final class SignInAuthentication extends AbstractAuthenticationToken {

    private static final long serialVersionUID = 1L;

    private final String account;
    private final String sessionId;
    private final Instant signedInAt;
    private final @Nullable Instant authenticatedAt;

    /**
     * @param account whose sign-in this is
     * @param sessionId the sign-in's id in {@code sid} claims; random, and not the value of the cookie
     * @param signedInAt when this sign-in began
     * @param authenticatedAt when the person last authenticated, {@code auth_time}; null if Clerk used an existing session
     *     and did not tell its age
     */
    public SignInAuthentication(
            AccountId account, String sessionId, Instant signedInAt, @Nullable Instant authenticatedAt) {
        super(List.of());
        this.account = account.value();
        this.sessionId = sessionId;
        this.signedInAt = signedInAt;
        this.authenticatedAt = authenticatedAt;
        super.setAuthenticated(true);
    }

    public AccountId account() {
        return new AccountId(account);
    }

    public String sessionId() {
        return sessionId;
    }

    public Instant signedInAt() {
        return signedInAt;
    }

    public @Nullable Instant authenticatedAt() {
        return authenticatedAt;
    }

    @Override
    public Object getPrincipal() {
        return account;
    }

    @Override
    public @Nullable Object getCredentials() {
        return null;
    }

    @Override
    public String getName() {
        return account;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SignInAuthentication that
                && account.equals(that.account)
                && sessionId.equals(that.sessionId)
                && signedInAt.equals(that.signedInAt)
                && Objects.equals(authenticatedAt, that.authenticatedAt);
    }

    @Override
    public int hashCode() {
        return sessionId.hashCode();
    }
}
