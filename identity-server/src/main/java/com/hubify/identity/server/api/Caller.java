package com.hubify.identity.server.api;

import com.hubify.identity.protocol.Lineage;
import com.hubify.identity.protocol.Scope;
import com.hubify.identity.protocol.Scopes;
import com.hubify.identity.protocol.TokenClaims;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationCredentialsNotFoundException;
import org.springframework.security.oauth2.jwt.Jwt;

/** Who calls the JSON API, and what their access token allows. A claim that is missing or unreadable allows nothing. */
public final class Caller {

    private final String subject;
    private final boolean person;
    private final Scopes scopes;
    private final Jwt token;

    private Caller(String subject, boolean person, Scopes scopes, Jwt token) {
        this.token = token;
        this.subject = subject;
        this.person = person;
        this.scopes = scopes;
    }

    /**
     * Reads a token whose signature has been verified.
     *
     * @throws AuthenticationCredentialsNotFoundException if there is none: a filter chain that lets strangers through by
     *     mistake must not open what lies behind it
     */
    public static Caller of(@Nullable Jwt token) {
        String subject = token == null ? null : token.getSubject();
        if (token == null || subject == null) {
            throw new AuthenticationCredentialsNotFoundException("no access token");
        }
        String client = text(token, TokenClaims.CLIENT_ID);
        String scope = text(token, TokenClaims.SCOPE);
        return new Caller(
                subject,
                client != null && !client.equals(subject),
                scope == null ? Scopes.none() : Scopes.parse(scope).orElse(Scopes.none()),
                token);
    }

    private static @Nullable String text(Jwt token, String claim) {
        return token.getClaims().get(claim) instanceof String value ? value : null;
    }

    /** The subject: a person's account id, or a client's id. */
    public String subject() {
        return subject;
    }

    /** Whether a person is behind the token. With client credentials the client is its own subject (RFC 9068, section 2.2). */
    public boolean isPerson() {
        return person;
    }

    public Scopes scopes() {
        return scopes;
    }

    /**
     * What the token descends from, which must not have ended when something is made with it. API keys outlive it all the same:
     * a job's key must not die with the sign-in it was made in, so they hang on their owner alone.
     */
    public Lineage lineage() {
        return Lineage.ofToken(
                Objects.requireNonNull(token.getIssuedAt()),
                token.getClaims(),
                String.valueOf(token.getHeaders().get("kid")));
    }

    /** When the token is no longer good. */
    public Instant expiresAt() {
        return Objects.requireNonNull(token.getExpiresAt());
    }

    /** @throws InsufficientScope if the token does not cover the scope */
    public void require(Scope scope) {
        if (!scopes.cover(scope)) {
            throw new InsufficientScope(scope);
        }
    }
}
