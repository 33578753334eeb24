package com.hubify.identity.server.client;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.Name;

/**
 * @param clients Clients by client id.
 */
@ConfigurationProperties("hubify.identity")
record ClientProperties(@DefaultValue Map<String, Client> clients) {

    ClientProperties {
        clients.forEach((id, client) -> ClientRules.check(id, client.metadata()));
    }

    /**
     * @param name Name on the consent page; by default the client id.
     * @param secret Secret, plain or encoded as {@code {sha256}…} or {@code {bcrypt}…}; left out for public clients.
     * @param isPublic Whether the client has no secret (RFC 6749, section 2.1), as apps on people's machines and in browsers
     *     can't keep one.
     * @param grantTypes Grant types the client may use, as in the parameter grant_type of RFC 6749 and RFC 8628.
     * @param redirectUris Redirect URIs, compared exactly; of public clients, loopback ones match with any port.
     * @param postLogoutRedirectUris Where the client may send a browser after sign-out.
     * @param scopes Scopes the client may be granted, including wildcards.
     * @param defaultScopes Scopes of a request without the parameter scope.
     * @param consent Whether people are asked for consent.
     * @param introspection Whether the client may introspect credentials: resource servers only.
     * @param requirePkce Whether an authorization request must carry a PKCE code challenge. Public clients always must; a
     *     confidential client with false must send a state, or a nonce with the scope openid, instead.
     * @param idTokenAlgorithm Signature algorithm of ID tokens: RS256, ES256 or EdDSA.
     * @param idTokenClaims Scopes whose claims ID tokens contain if they were granted: profile, email. Without it these
     *     claims are at the UserInfo endpoint only.
     * @param accessTokenTimeToLive How long access tokens are valid.
     * @param refreshTokenTimeToLive How long a refresh token is valid from its latest use.
     * @param logoUri Picture on the consent page: https, without a query.
     * @param policyUri Where the client says how it uses what it gets: https.
     * @param clientUri The client's home page: https.
     */
    record Client(
            @Nullable String name,
            @Nullable String secret,
            @Name("public") @DefaultValue("false") boolean isPublic,
            @DefaultValue Set<String> grantTypes,
            @DefaultValue Set<String> redirectUris,
            @DefaultValue Set<String> postLogoutRedirectUris,
            @DefaultValue Set<String> scopes,
            @DefaultValue Set<String> defaultScopes,
            @DefaultValue("true") boolean consent,
            @DefaultValue("false") boolean introspection,
            @DefaultValue("true") boolean requirePkce,
            @DefaultValue("RS256") String idTokenAlgorithm,
            @DefaultValue Set<String> idTokenClaims,
            @DefaultValue("10m") Duration accessTokenTimeToLive,
            @DefaultValue("30d") Duration refreshTokenTimeToLive,
            @Nullable String logoUri,
            @Nullable String policyUri,
            @Nullable String clientUri) {

        ClientMetadata metadata() {
            return new ClientMetadata(
                    name,
                    secret,
                    isPublic,
                    grantTypes,
                    redirectUris,
                    postLogoutRedirectUris,
                    scopes,
                    defaultScopes,
                    consent,
                    introspection,
                    requirePkce,
                    idTokenAlgorithm,
                    idTokenClaims,
                    accessTokenTimeToLive,
                    refreshTokenTimeToLive,
                    logoUri,
                    policyUri,
                    clientUri);
        }

        @Override
        public String toString() {
            return "Client[name=" + name + "]";
        }
    }
}
