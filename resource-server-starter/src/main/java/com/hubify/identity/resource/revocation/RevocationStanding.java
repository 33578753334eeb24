package com.hubify.identity.resource.revocation;

/** How this service stands with the feed of revocations. */
public enum RevocationStanding {
    OFF("not followed, since hubify.resource.client-id is not set"),
    /** Nothing has gone wrong yet. */
    CONNECTING("connecting to the feed"),
    FOLLOWING("followed"),
    UNREACHABLE("the identity server's feed of revocations does not answer"),
    /** The issuer refuses us the access token, or the feed refuses the token. */
    REJECTED(
            "the server at hubify.resource.issuer-uri rejects hubify.resource.client-id with hubify.resource.client-secret"),
    /** Its metadata is of another issuer than the property names. */
    ANOTHER_ISSUER("the server at hubify.resource.issuer-uri is another issuer"),
    NOT_PERMITTED("the client of hubify.resource.client-id lacks the scope " + RevocationStanding.SCOPE),
    /** A stream that no identity server sends, or more revocations than can be remembered. */
    UNUSABLE("the identity server's feed of revocations can't be understood");

    static final String SCOPE = "revocations:read";

    private final String sentence;

    RevocationStanding(String sentence) {
        this.sentence = sentence;
    }

    public String sentence() {
        return sentence;
    }
}
