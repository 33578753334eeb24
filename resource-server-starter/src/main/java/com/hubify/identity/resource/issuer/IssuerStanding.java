package com.hubify.identity.resource.issuer;

/** How one kind of request to the identity server last went: introspection, or reading the revocation feed. */
public enum IssuerStanding {
    OFF("off: hubify.resource.client-id is not set"),
    /** No answer yet, and no failure. */
    UNKNOWN("no answer from the identity server yet"),
    /** Introspection is answered. */
    ACCEPTED("accepted"),
    /** The feed is being read. */
    FOLLOWING("followed"),
    /** No answer, or one that says nothing about this service's credentials. */
    UNREACHABLE("the identity server does not answer"),
    /** The client credentials, or the access token for the feed. */
    REJECTED(
            "the server at hubify.resource.issuer-uri rejects hubify.resource.client-id with hubify.resource.client-secret"),
    /** Its metadata names another issuer than the property. */
    ANOTHER_ISSUER("the server at hubify.resource.issuer-uri is another issuer"),
    MAY_NOT_INTROSPECT(
            "the client hubify.resource.client-id may not introspect: it needs introspection: true at the identity server"),
    MAY_NOT_READ_REVOCATIONS("the client hubify.resource.client-id lacks the scope " + IssuerStanding.REVOCATIONS_READ),
    /** A stream that no identity server sends, or more revocations than fit into memory. */
    UNUSABLE("the revocation feed could not be understood");

    /** Scope of the access token that the feed is read with. */
    public static final String REVOCATIONS_READ = "revocations:read";

    private final String sentence;

    IssuerStanding(String sentence) {
        this.sentence = sentence;
    }

    /** For health details and the log. */
    public String sentence() {
        return sentence;
    }
}
