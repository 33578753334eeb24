package com.hubify.identity.server.token;

import com.hubify.identity.protocol.Scope;
import com.hubify.identity.protocol.Scopes;
import com.hubify.identity.server.client.HubifyClientSettings;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;

/** Checks requested scopes. Spring compares scopes literally; here a wildcard covers the scopes it stands for. */
public final class RequestedScopes {

    /**
     * OpenID Connect Core, sections 5.4 and 11. {@code openid} is not dropped silently, or a client would miss the ID token.
     */
    private static final Set<String> OPENID_CONNECTS =
            Set.of(OidcScopes.PROFILE, OidcScopes.EMAIL, OidcScopes.ADDRESS, OidcScopes.PHONE, "offline_access");

    private RequestedScopes() {}

    /**
     * The requested scopes, or the client's default scopes if none are requested (RFC 6749, section 3.3). OpenID Connect
     * scopes that the client may not have are left out, since many libraries request all of them, or {@code offline_access},
     * by default; the response names the granted scopes. If nothing else is requested, they stay, to be refused.
     */
    public static Set<String> orDefault(Collection<String> asked, RegisteredClient client) {
        if (asked.isEmpty()) {
            return HubifyClientSettings.defaultScopes(client);
        }
        Scopes allowed = HubifyClientSettings.scopes(client);
        Set<String> kept = asked.stream()
                .filter(scope -> !OPENID_CONNECTS.contains(scope)
                        || Scope.parse(scope).filter(allowed::cover).isPresent())
                .collect(Collectors.toUnmodifiableSet());
        return kept.isEmpty() ? Set.copyOf(asked) : kept;
    }

    /**
     * Without scopes about an end-user, which grants without a sign-in don't have. If nothing else is requested, they stay, to be
     * refused.
     */
    public static Set<String> withoutPerson(Set<String> asked) {
        Set<String> kept = asked.stream().filter(scope -> !isOfPerson(scope)).collect(Collectors.toUnmodifiableSet());
        return kept.isEmpty() ? asked : kept;
    }

    /** @throws OAuth2AuthenticationException with {@code invalid_scope} if one of these is about an end-user */
    static void requireNoPerson(Collection<String> asked) {
        if (asked.stream().anyMatch(RequestedScopes::isOfPerson)) {
            throw new OAuth2AuthenticationException(
                    invalidScope("These scopes are about an end-user, and the client_credentials grant has none."));
        }
    }

    private static boolean isOfPerson(String scope) {
        return scope.equals(OidcScopes.OPENID) || OPENID_CONNECTS.contains(scope);
    }

    /** The error, if these scopes are not allowed; it names the scope. */
    public static Optional<OAuth2Error> refusal(Collection<String> asked, Scopes allowed) {
        Optional<Scopes> scopes = Scopes.parse(asked);
        if (scopes.isEmpty()) {
            // Untrusted text is not repeated: error_description allows few characters, and logs and pages show it.
            return Optional.of(invalidScope("The scope parameter contains a malformed scope."));
        }
        return allowed.firstNotCovered(scopes.get()).map(RequestedScopes::notAllowed);
    }

    /** @throws OAuth2AuthenticationException with {@code invalid_scope} if the client may not have these scopes */
    public static void require(Collection<String> asked, Scopes allowed) {
        refusal(asked, allowed).ifPresent(error -> {
            throw new OAuth2AuthenticationException(error);
        });
    }

    private static OAuth2Error notAllowed(Scope scope) {
        return invalidScope("The scope " + scope + " is not allowed for this client.");
    }

    private static OAuth2Error invalidScope(String description) {
        return new OAuth2Error(
                OAuth2ErrorCodes.INVALID_SCOPE, description, "https://www.rfc-editor.org/rfc/rfc6749#section-3.3");
    }
}
