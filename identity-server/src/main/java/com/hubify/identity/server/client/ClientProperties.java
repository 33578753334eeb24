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
        clients.forEach(ClientRules::check);
    }

    /**
     * @param name Name that people see on the consent page; the client id if left out.
     * @param secret Secret, plain or encoded as {@code {sha256}…} or {@code {bcrypt}…}; left out for public clients.
     * @param isPublic Whether the client has no secret, as programs on people's machines and in browsers can't keep one.
     * @param grantTypes Grants the client may use, by their names in RFC 6749, RFC 8628.
     * @param redirectUris Redirect URIs, compared exactly; of public clients, loopback ones match with any port.
     * @param postLogoutRedirectUris Where the client may send a browser after sign-out.
     * @param scopes Scopes the client may be granted, wildcards included.
     * @param defaultScopes Scopes of a request that names none.
     * @param consent Whether people are asked before the client gets anything in their name.
     * @param introspection Whether the client may introspect credentials: resource servers only.
     * @param requirePkce Whether an authorization request must carry a PKCE code challenge. Public clients always must; a
     *     confidential client that says false must send a state, or a nonce with the scope openid, in place of it.
     * @param idTokenAlgorithm Signature algorithm of ID tokens: RS256, ES256 or EdDSA.
     * @param idTokenClaims Scopes whose claims ID tokens hold, where they were granted: profile, email. Without it they are at
     *     the UserInfo endpoint alone.
     * @param accessTokenTimeToLive How long access tokens are valid.
     * @param refreshTokenTimeToLive How long a refresh token is valid from its latest use.
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
            @DefaultValue("30d") Duration refreshTokenTimeToLive) {

        @Override
        public String toString() {
            return "Client[name=" + name + "]";
        }
    }
}
