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

/** The caller of the JSON API, as the access token describes it. A missing or malformed claim grants nothing. */
public final class ApiCaller {

    private final String subject;
    private final boolean person;
    private final Scopes scopes;
    private final Jwt token;

    private ApiCaller(String subject, boolean person, Scopes scopes, Jwt token) {
        this.token = token;
        this.subject = subject;
        this.person = person;
        this.scopes = scopes;
    }

    /**
     * Reads a token whose signature has been verified.
     *
     * @throws AuthenticationCredentialsNotFoundException if there is no token: a filter chain that lets unauthenticated
     *     requests through by mistake must not open the endpoint
     */
    public static ApiCaller of(@Nullable Jwt token) {
        String subject = token == null ? null : token.getSubject();
        if (token == null || subject == null) {
            throw new AuthenticationCredentialsNotFoundException("no access token");
        }
        String client = text(token, TokenClaims.CLIENT_ID);
        String scope = text(token, TokenClaims.SCOPE);
        return new ApiCaller(
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

    /** Whether the token is of a person. With client_credentials the client is its own subject (RFC 9068, section 2.2). */
    public boolean isPerson() {
        return person;
    }

    public Scopes scopes() {
        return scopes;
    }

    /**
     * What the token descends from; none of it may be revoked when the token is used to create something. An API key does
     * not descend from the token it was created with, only from its owner: a job's key must outlive the sign-in.
     */
    public Lineage lineage() {
        return Lineage.ofToken(
                Objects.requireNonNull(token.getIssuedAt()),
                token.getClaims(),
                String.valueOf(token.getHeaders().get("kid")));
    }

    /** The organization for which the person acts; null if for themselves. */
    public @Nullable String organization() {
        String organization = text(token, TokenClaims.ORGANIZATION);
        return organization == null || organization.isEmpty() ? null : organization;
    }

    /** When the token expires. */
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
