package com.hubify.identity.protocol;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Names of claims and of members of introspection answers: Hubify's own, and those of RFCs for which Spring Security
 * has no constant.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9068#section-2.2">RFC 9068, section 2.2</a>
 */
public final class TokenClaims {

    /** {@code typ} of an access token's header (RFC 9068, section 2.1). */
    public static final String ACCESS_TOKEN_TYPE = "at+jwt";

    /** Id of the client the token was issued to (RFC 8693, section 4.3). */
    public static final String CLIENT_ID = "client_id";

    /** Granted scopes, separated by single spaces (RFC 8693, section 4.2). */
    public static final String SCOPE = "scope";

    /** When the person signed in, in seconds since 1970 (OpenID Connect Core, section 2). */
    public static final String AUTH_TIME = "auth_time";

    /** Authentication context class of the person's sign-in (OpenID Connect Core, section 2). */
    public static final String ACR = "acr";

    /**
     * The class of a sign-in whose time is known: Clerk had the person prove who they are. It is all that can be said truthfully,
     * since Clerk does not tell the server by what they did. A sign-in by a session that the person had at Clerk has no class.
     */
    public static final String PROVED = "urn:hubify:acr:proved";

    /** Who acts for the subject (RFC 8693, section 4.1), such as a person of the support. */
    public static final String ACTOR = "act";

    /** Id of the person's session (OpenID Connect Front-Channel Logout, section 3). */
    public static final String SESSION_ID = "sid";

    /** Id of the grant the token descends from; revoking the grant revokes all its tokens. */
    public static final String GRANT_ID = "gid";

    /**
     * Id of the organization for which the subject acts; absent if they act for themselves. Revoking the organization or the
     * membership revokes the token.
     */
    public static final String ORGANIZATION = "org_id";

    /** The subject's role in the {@link #ORGANIZATION}, such as {@code org:admin}. */
    public static final String ORGANIZATION_ROLE = "org_role";

    /** Confirmation: the key that the sender must prove to possess (RFC 7800, section 3.1). */
    public static final String CONFIRMATION = "cnf";

    /** The public id of the API key, in introspection answers and in access tokens that a key was exchanged for. */
    public static final String KEY_ID = "key_id";

    /**
     * Version of the API key's terms, in introspection answers and in access tokens that a key was exchanged for: a number
     * that grows with each change.
     */
    public static final String KEY_STATE = "key_state";

    /**
     * Who made the API key that belongs to an organization, in introspection answers and in access tokens that it was exchanged
     * for. The subject of these is the {@link #ORGANIZATION}.
     */
    public static final String CREATED_BY = "created_by";

    /** {@code token_type} of an API key in introspection answers (RFC 7662, section 2.2). */
    public static final String API_KEY_TYPE = "api_key";

    /** {@code subject_token_type} of an API key that is exchanged for an access token (RFC 8693, section 3). */
    public static final String API_KEY_TOKEN_TYPE = "urn:hubify:params:oauth:token-type:api-key";

    /** The networks that the API key is valid from, in introspection answers; absent if from anywhere. */
    public static final String ALLOWED_IPS = "allowed_ips";

    /**
     * Parameter of introspection requests: restrictions, separated by spaces, that the service enforces itself, such as {@link
     * #ALLOWED_IPS}. To all others a key with such a restriction is inactive: they would accept it from anywhere.
     */
    public static final String UNDERSTANDS = "understands";

    /** The person's plan at Hubify, in UserInfo answers. */
    public static final String PLAN = "plan";

    private TokenClaims() {}

    /** Who acts for the subject: {@code sub} of {@link #ACTOR}, or empty text if that does not name anyone; null without an actor. */
    public static @Nullable String actor(Map<String, Object> claims) {
        Object actor = claims.get(ACTOR);
        if (actor == null) {
            return null;
        }
        return actor instanceof Map<?, ?> members && members.get("sub") instanceof String id ? id : "";
    }
}
