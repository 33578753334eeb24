package com.hubify.identity.server.session;

import com.hubify.identity.server.account.AccountId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;

/**
 * A person signed in with this browser. It replaces what the upstream provider sent, so that neither its tokens nor its claims
 * stay in the session or in the grants made from it.
 */
public final class SignInAuthentication extends AbstractAuthenticationToken {

    private static final long serialVersionUID = 1L;

    private final String account;
    private final String sessionId;
    private final Instant signedInAt;

    /**
     * @param account whose sign-in this is
     * @param sessionId names this sign-in in {@code sid} claims; random, and not what the browser's cookie holds
     * @param signedInAt when the person proved who they are: {@code auth_time}
     */
    public SignInAuthentication(AccountId account, String sessionId, Instant signedInAt) {
        super(List.of());
        this.account = account.value();
        this.sessionId = sessionId;
        this.signedInAt = signedInAt;
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
                && signedInAt.equals(that.signedInAt);
    }

    @Override
    public int hashCode() {
        return sessionId.hashCode();
    }
}
