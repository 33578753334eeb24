package com.hubify.identity.resource;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.hubify.identity.protocol.Scope;
import com.hubify.identity.protocol.Scopes;
import io.swagger.v3.oas.annotations.Hidden;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The authenticated caller of a request: subject, kind of credential and granted scopes. Can be an argument of handler
 * methods. Contains no secret.
 *
 * <p>Identify people by {@link #subject}: it is the same for an access token, an API key and a Clerk session token.
 *
 * <p>Jackson serializes it as {@code kind}, {@code subject}, {@code scopes} and, if present, {@code client_id},
 * {@code key_id}, {@code organization} and {@code created_by}; it cannot be deserialized. It is hidden from generated OpenAPI documents,
 * since it is not a parameter of the request.
 */
@Hidden
@JsonAutoDetect(
        getterVisibility = Visibility.NONE,
        isGetterVisibility = Visibility.NONE,
        fieldVisibility = Visibility.NONE,
        creatorVisibility = Visibility.NONE)
@JsonInclude(JsonInclude.Include.NON_ABSENT)
@JsonPropertyOrder({"kind", "subject", "scopes", "client_id", "key_id", "organization", "created_by"})
public final class Caller {

    /** Kind of the caller's credential. */
    public enum Kind {
        /** An access token (JWT) of the identity server (RFC 9068). */
        @JsonProperty("access_token")
        ACCESS_TOKEN,
        /** An API key ({@code hfy_key_…}). */
        @JsonProperty("api_key")
        API_KEY,
        /** A Clerk session token. */
        @JsonProperty("session_token")
        SESSION_TOKEN,
        /**
         * An OAuth access token (JWT) of Clerk, which a person gave to a client registered there. Accepted by setting
         * only.
         */
        @JsonProperty("clerk_access_token")
        CLERK_ACCESS_TOKEN,
        /** An ID token of Clerk. Accepted by setting only. */
        @JsonProperty("clerk_id_token")
        CLERK_ID_TOKEN,
        /** A person's token made from a JWT template of Clerk. Accepted by setting only. */
        @JsonProperty("template_token")
        TEMPLATE_TOKEN,
        /** A machine's token of Clerk (M2M), without a person. Accepted by setting only. */
        @JsonProperty("machine_token")
        MACHINE_TOKEN
    }

    /**
     * The organization for which the person acts, not all organizations of the person: the active one of a Clerk session or token, or
     * the one that they chose for the client of an access token.
     *
     * @param id {@code org_…}
     * @param slug name for URLs, or empty, as for access tokens
     * @param role role with its prefix, such as {@code org:admin}, or empty
     * @param permissions custom permissions, such as {@code org:feature:permission}; none for access tokens
     */
    public record Organization(String id, String slug, String role, List<String> permissions) {

        public Organization {
            permissions = List.copyOf(permissions);
        }
    }

    private static final long UNKNOWN = Long.MIN_VALUE;

    private final Kind kind;
    private final String subject;
    private final Scopes scopes;
    private final @Nullable String clientId;
    private final @Nullable String keyId;
    private final @Nullable Organization organization;

    /** In seconds since 1970, since many callers are cached. */
    private final long signedInAt;

    private final @Nullable String acr;
    private final @Nullable String actor;
    private final @Nullable String createdBy;

    // Two constructors, so that Spring's data binding never creates a caller from request parameters: it only
    // instantiates types with a single constructor.
    private Caller(Kind kind, String subject, Scopes scopes) {
        this(kind, subject, scopes, null, null, null, UNKNOWN, null, null, null);
    }

    private Caller(
            Kind kind,
            String subject,
            Scopes scopes,
            @Nullable String clientId,
            @Nullable String keyId,
            @Nullable Organization organization,
            long signedInAt,
            @Nullable String acr,
            @Nullable String actor,
            @Nullable String createdBy) {
        this.kind = kind;
        this.subject = subject;
        this.scopes = scopes;
        this.clientId = clientId;
        this.keyId = keyId;
        this.organization = organization;
        this.signedInAt = signedInAt;
        this.acr = acr;
        this.actor = actor;
        this.createdBy = createdBy;
    }

    public static Caller of(Kind kind, String subject, Scopes scopes) {
        return new Caller(kind, subject, scopes);
    }

    public Caller withClientId(String id) {
        return new Caller(kind, subject, scopes, id, keyId, organization, signedInAt, acr, actor, createdBy);
    }

    public Caller withKeyId(String id) {
        return new Caller(kind, subject, scopes, clientId, id, organization, signedInAt, acr, actor, createdBy);
    }

    public Caller withOrganization(Organization active) {
        return new Caller(kind, subject, scopes, clientId, keyId, active, signedInAt, acr, actor, createdBy);
    }

    /** Sets when the person signed in, to the second. */
    public Caller withSignedInAt(Instant at) {
        return new Caller(
                kind, subject, scopes, clientId, keyId, organization, at.getEpochSecond(), acr, actor, createdBy);
    }

    /** Sets the class of the person's sign-in. */
    public Caller withAcr(String value) {
        return new Caller(kind, subject, scopes, clientId, keyId, organization, signedInAt, value, actor, createdBy);
    }

    /** Sets who acts for the subject; empty text for an actor without a name. */
    public Caller withActor(String id) {
        return new Caller(kind, subject, scopes, clientId, keyId, organization, signedInAt, acr, id, createdBy);
    }

    /** Sets who made the key that belongs to an organization. */
    public Caller withCreatedBy(String id) {
        return new Caller(kind, subject, scopes, clientId, keyId, organization, signedInAt, acr, actor, id);
    }

    /**
     * An equal caller that uses canonical instances of scopes, client id, organization, {@code acr}, actor and creator, to save
     * memory: many cached callers share a few of them.
     */
    public Caller sharing(
            UnaryOperator<Scopes> sameScopes,
            UnaryOperator<String> sameText,
            UnaryOperator<Organization> sameOrganization) {
        return new Caller(
                kind,
                subject,
                sameScopes.apply(scopes),
                clientId == null ? null : sameText.apply(clientId),
                keyId,
                organization == null ? null : sameOrganization.apply(organization),
                signedInAt,
                acr == null ? null : sameText.apply(acr),
                actor == null ? null : sameText.apply(actor),
                createdBy == null ? null : sameText.apply(createdBy));
    }

    @JsonProperty("kind")
    public Kind kind() {
        return kind;
    }

    /**
     * The person's Clerk user id; the id of the client or machine if it acts on its own behalf (client credentials
     * grant, machine tokens of Clerk); the organization's id of an API key that belongs to an organization.
     */
    @JsonProperty("subject")
    public String subject() {
        return subject;
    }

    /** The granted scopes; wildcards are not expanded. */
    @JsonProperty("scopes")
    public Scopes scopes() {
        return scopes;
    }

    /**
     * The client the credential was issued to, of a machine token the machine; empty for session tokens and for API
     * keys created without a client.
     */
    @JsonProperty("client_id")
    public Optional<String> clientId() {
        return Optional.ofNullable(clientId);
    }

    /**
     * The public id of the API key, also of the one that an access token was exchanged for; empty for other
     * credentials.
     */
    @JsonProperty("key_id")
    public Optional<String> keyId() {
        return Optional.ofNullable(keyId);
    }

    @JsonProperty("organization")
    public Optional<Organization> organization() {
        return Optional.ofNullable(organization);
    }

    /**
     * When the person last authenticated, by the credential's {@code auth_time}, for which the issuer answers; it may be
     * in the future if clocks differ. Empty if the credential does not say, and for API keys and clients.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc9470#section-6">RFC 9470, section 6</a>
     */
    public Optional<Instant> signedInAt() {
        return signedInAt == UNKNOWN ? Optional.empty() : Optional.of(Instant.ofEpochSecond(signedInAt));
    }

    /** The authentication context class of that sign-in, {@code acr}; empty if the credential does not say. */
    public Optional<String> acr() {
        return Optional.ofNullable(acr);
    }

    /**
     * Who really sends the request and acts for the subject, as somebody who impersonates a person at Clerk: the {@code sub}
     * of the credential's {@code act}, which is empty text if that does not say. Empty if the subject itself acts.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc8693#section-4.1">RFC 8693, section 4.1</a>
     */
    public Optional<String> actor() {
        return Optional.ofNullable(actor);
    }

    /**
     * The person who made the API key, or its first predecessor, if it belongs to an organization; empty for all other credentials. The
     * key acts for the organization alone: this person may have left it since.
     */
    @JsonProperty("created_by")
    public Optional<String> createdBy() {
        return Optional.ofNullable(createdBy);
    }

    /** Whether a client or machine acts on its own behalf, without a person. */
    public boolean isClient() {
        return subject.equals(clientId);
    }

    /**
     * Whether all but the scopes is equal: the same subject with the same kind of credential, client, key,
     * organization, sign-in, actor and creator.
     */
    public boolean isSameAs(Caller that) {
        return kind == that.kind
                && subject.equals(that.subject)
                && Objects.equals(clientId, that.clientId)
                && Objects.equals(keyId, that.keyId)
                && Objects.equals(organization, that.organization)
                && signedInAt == that.signedInAt
                && Objects.equals(acr, that.acr)
                && Objects.equals(actor, that.actor)
                && Objects.equals(createdBy, that.createdBy);
    }

    /** Whether the granted scopes cover the given scope, wildcards included. */
    public boolean may(Scope asked) {
        return scopes.cover(asked);
    }

    /**
     * Whether the granted scopes cover the given scope, wildcards included.
     *
     * @throws IllegalArgumentException if the text is not a scope
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
        return Objects.hash(kind, subject, scopes, clientId, keyId, organization, signedInAt, acr, actor, createdBy);
    }

    @Override
    public String toString() {
        return "Caller[" + kind + " " + subject + "]";
    }
}
