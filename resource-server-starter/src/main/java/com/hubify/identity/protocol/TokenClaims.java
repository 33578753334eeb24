package com.hubify.identity.protocol;

/**
 * Names of the claims and introspection members that are ours or that RFCs define and Spring Security does not name. Both
 * sides read them from here.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9068#section-2.2">RFC 9068, section 2.2</a>
 */
public final class TokenClaims {

    /** {@code typ} of an access token's header (RFC 9068, section 2.1). */
    public static final String ACCESS_TOKEN_TYPE = "at+jwt";

    /** The client the token was issued to (RFC 8693, section 4.3). */
    public static final String CLIENT_ID = "client_id";

    /** Granted scopes, separated by spaces (RFC 8693, section 4.2). */
    public static final String SCOPE = "scope";

    /** When the person signed in, in seconds (OpenID Connect Core, section 2). */
    public static final String AUTH_TIME = "auth_time";

    /** The person's browser session (OpenID Connect Front-Channel Logout, section 3). */
    public static final String SESSION_ID = "sid";

    /** The grant the token descends from; revoking it kills every token of the grant. */
    public static final String GRANT_ID = "gid";

    /** The key whose holder alone may use the credential (RFC 7800, section 3.1). */
    public static final String CONFIRMATION = "cnf";

    /** The public id of the API key, in introspection answers. */
    public static final String KEY_ID = "key_id";

    /** In which of its states the API key is, in introspection answers: a number that grows with each change. */
    public static final String KEY_STATE = "key_state";

    /** {@code token_type} of an API key in introspection answers (RFC 7662, section 2.2). */
    public static final String API_KEY_TYPE = "api_key";

    /** The person's plan at Hubify, in UserInfo answers. */
    public static final String PLAN = "plan";

    private TokenClaims() {}
}
