package com.hubify.identity.server.client;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a client is registered with (RFC 7591, section 2), by configuration or at {@code /v1/clients}.
 *
 * @param name on the consent page; null for the client id
 * @param secret plain, or encoded as {@code {sha256}…} or {@code {bcrypt}…}; null for public clients
 * @param isPublic whether the client has no secret (RFC 6749, section 2.1)
 * @param redirectUris compared exactly; of public clients, loopback ones match with any port
 * @param scopes what the client may be granted, wildcards included
 * @param defaultScopes scopes of a request without the parameter scope
 * @param consent whether people are asked
 * @param introspection whether the client may introspect credentials of others
 * @param requirePkce whether an authorization request must carry a PKCE code challenge
 * @param idTokenClaims scopes whose claims ID tokens contain if they were granted
 * @param accessTokenTimeToLive 1 s to 24 h
 * @param refreshTokenTimeToLive from its latest use; 1 s to 90 days
 */
public record ClientMetadata(
        @Nullable String name,
        @Nullable String secret,
        boolean isPublic,
        Set<String> grantTypes,
        Set<String> redirectUris,
        Set<String> postLogoutRedirectUris,
        Set<String> scopes,
        Set<String> defaultScopes,
        boolean consent,
        boolean introspection,
        boolean requirePkce,
        String idTokenAlgorithm,
        Set<String> idTokenClaims,
        Duration accessTokenTimeToLive,
        Duration refreshTokenTimeToLive,
        @Nullable String logoUri,
        @Nullable String policyUri,
        @Nullable String clientUri) {

    /** All that is wrong with it; empty if a client may be registered so. */
    public List<ClientProblem> problems() {
        return ClientRules.problems(this);
    }

    /**
     * Which of its scopes run the platform, if people sign in at it, so that the token of whoever does may have them. Those of the
     * configuration are meant.
     */
    public Set<String> operatorScopesOfPeople() {
        return ClientRules.operatorScopesOfPeople(this);
    }

    /** Whether it may be a client id: 1 to 200 visible ASCII characters (RFC 6749, appendix A.1). */
    public static boolean isClientId(String id) {
        return ClientRules.isId(id);
    }

    /** Whether it may be the id of a person or an organization, which a client must not have (RFC 9700, section 4.15). */
    public static boolean isIdOfOthers(String id) {
        return ClientRules.isOfOthers(id);
    }

    @Override
    public String toString() {
        return "ClientMetadata[name=" + name + "]";
    }
}
