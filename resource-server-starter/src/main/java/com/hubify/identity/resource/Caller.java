package com.hubify.identity.resource;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.hubify.identity.protocol.Scope;
import com.hubify.identity.protocol.Scopes;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Who is calling, with which credential and which scopes. A handler method takes it as an argument. Holds nothing secret.
 *
 * <p>Key people by {@link #subject}: it is the same whether they come with an access token, a key or a Clerk session.
 *
 * <p>Jackson writes one as {@code kind}, {@code subject}, {@code scopes} and, where there are any, {@code client_id},
 * {@code key_id} and {@code organization}; it never reads one. Pages made of a service's handlers (OpenAPI) leave it out, since
 * it is no parameter that a client sends.
 */
@Hidden
@JsonAutoDetect(
        getterVisibility = Visibility.NONE,
        isGetterVisibility = Visibility.NONE,
        fieldVisibility = Visibility.NONE,
        creatorVisibility = Visibility.NONE)
@JsonInclude(JsonInclude.Include.NON_ABSENT)
@JsonPropertyOrder({"kind", "subject", "scopes", "client_id", "key_id", "organization"})
public final class Caller {

    /** The credential a caller came with. */
    public enum Kind {
        /** An access token of the identity server (RFC 9068). */
        @JsonProperty("access_token")
        ACCESS_TOKEN,
        /** An {@code hfy_key_} key. */
        @JsonProperty("api_key")
        API_KEY,
        /** A Clerk session token. */
        @JsonProperty("session_token")
        SESSION_TOKEN
    }

    /**
     * The organization a person was acting in when a session token was made: the active one, not all they belong to.
     *
     * @param id {@code org_…}
     * @param slug the name in addresses, or empty
     * @param role {@code org:admin} and the like, always with its prefix, or empty
     * @param permissions {@code org:feature:permission}, custom ones only
     */
    public record Organization(String id, String slug, String role, List<String> permissions) {

        public Organization {
            permissions = List.copyOf(permissions);
        }
    }

    private final Kind kind;
    private final String subject;
    private final Scopes scopes;
    private final @Nullable String clientId;
    private final @Nullable String keyId;
    private final @Nullable Organization organization;

    // Two constructors keep Spring's data binding from ever making a caller out of request parameters: it only
    // instantiates types with a single one.
    private Caller(Kind kind, String subject, Scopes scopes) {
        this(kind, subject, scopes, null, null, null);
    }

    private Caller(
            Kind kind,
            String subject,
            Scopes scopes,
            @Nullable String clientId,
            @Nullable String keyId,
            @Nullable Organization organization) {
        this.kind = kind;
        this.subject = subject;
        this.scopes = scopes;
        this.clientId = clientId;
        this.keyId = keyId;
        this.organization = organization;
    }

    public static Caller of(Kind kind, String subject, Scopes scopes) {
        return new Caller(kind, subject, scopes);
    }

    public Caller withClientId(String id) {
        return new Caller(kind, subject, scopes, id, keyId, organization);
    }

    public Caller withKeyId(String id) {
        return new Caller(kind, subject, scopes, clientId, id, organization);
    }

    public Caller withOrganization(Organization active) {
        return new Caller(kind, subject, scopes, clientId, keyId, active);
    }

    /** The same caller, made of the given instances where they are equal to its own: thousands share a few. */
    public Caller sharing(
            UnaryOperator<Scopes> sameScopes,
            UnaryOperator<String> sameClient,
            UnaryOperator<Organization> sameOrganization) {
        return new Caller(
                kind,
                subject,
                sameScopes.apply(scopes),
                clientId == null ? null : sameClient.apply(clientId),
                keyId,
                organization == null ? null : sameOrganization.apply(organization));
    }

    @JsonProperty("kind")
    public Kind kind() {
        return kind;
    }

    /** The person's Clerk user id, or the client's id where a client acts for itself. */
    @JsonProperty("subject")
    public String subject() {
        return subject;
    }

    /** The scopes as they were granted; wildcards are not spelled out. */
    @JsonProperty("scopes")
    public Scopes scopes() {
        return scopes;
    }

    /** The client the credential was issued to; empty for session tokens and for keys made without one. */
    @JsonProperty("client_id")
    public Optional<String> clientId() {
        return Optional.ofNullable(clientId);
    }

    /** The public id of the API key. */
    @JsonProperty("key_id")
    public Optional<String> keyId() {
        return Optional.ofNullable(keyId);
    }

    @JsonProperty("organization")
    public Optional<Organization> organization() {
        return Optional.ofNullable(organization);
    }

    /** Whether a client acts for itself, with nobody behind it. */
    public boolean isClient() {
        return subject.equals(clientId);
    }

    /** Whether this is the same caller with the same credential, whatever the scopes have become. */
    public boolean isSameAs(Caller that) {
        return kind == that.kind
                && subject.equals(that.subject)
                && Objects.equals(clientId, that.clientId)
                && Objects.equals(keyId, that.keyId)
                && Objects.equals(organization, that.organization);
    }

    /** Whether the granted scopes cover the one asked for. */
    public boolean may(Scope asked) {
        return scopes.cover(asked);
    }

    /**
     * Whether the granted scopes cover the one asked for.
     *
     * @throws IllegalArgumentException if this is no scope
     */
    public boolean may(String asked) {
        return may(new Scope(asked));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Caller that && isSameAs(that) && scopes.equals(that.scopes);
    }

    @Override
    public int hashCode() {
        return Objects.hash(kind, subject, scopes, clientId, keyId, organization);
    }

    @Override
    public String toString() {
        return "Caller[" + kind + " " + subject + "]";
    }
}
