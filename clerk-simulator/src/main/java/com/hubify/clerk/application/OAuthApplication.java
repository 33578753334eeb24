package com.hubify.clerk.application;

import com.hubify.clerk.credential.Secret;
import java.util.Optional;
import java.util.Set;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * An OAuth application. The defaults are those of Hubify's identity server on a laptop, so that a
 * setting like {@code clerk.simulator.applications[0].redirect-uris} can stand alone.
 *
 * @param name Name on the consent screen
 * @param clientId Client id
 * @param clientSecret Client secret; ignored for a public client
 * @param publicClient Whether the client has no secret and must use PKCE
 * @param pkceRequired Whether a confidential client must use PKCE too
 * @param consentScreenEnabled Whether people are asked for consent (real applications start with true)
 * @param redirectUris Registered redirect addresses
 * @param scopes Scopes the application may ask for
 */
public record OAuthApplication(
        @DefaultValue("Hubify") String name,
        @DefaultValue("hUbIfYiDeNtItY01") String clientId,
        @DefaultValue("local0only0clerk0client0secret00") Secret clientSecret,
        @DefaultValue("false") boolean publicClient,
        @DefaultValue("false") boolean pkceRequired,
        @DefaultValue("false") boolean consentScreenEnabled,

        @DefaultValue("http://localhost:9000/login/oauth2/code/clerk")
        Set<String> redirectUris,

        @DefaultValue({"openid", "profile", "email", "offline_access", "user:org:read"})
        Set<String> scopes) {

    /** Whether the application proved to be itself. A public client has nothing to prove with. */
    public boolean isAuthenticatedBy(Optional<String> secret) {
        return publicClient
                ? secret.isEmpty()
                : secret.filter(clientSecret::matches).isPresent();
    }

    public boolean needsPkce() {
        return publicClient || pkceRequired;
    }

    public boolean accepts(String redirectUri) {
        return redirectUris.stream().anyMatch(registered -> RedirectUris.match(registered, redirectUri));
    }

    /** Whether an address is of the origin of a registered redirect address. */
    public boolean owns(String address) {
        return redirectUris.stream().anyMatch(registered -> RedirectUris.sameOrigin(registered, address));
    }
}
