package com.hubify.identity.server.logout;

import com.hubify.identity.server.client.RedirectUris;
import com.hubify.identity.server.error.ProtocolErrors;
import com.hubify.identity.server.signing.OwnTokens;
import java.io.Serial;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.oidc.authentication.OidcLogoutAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;

/**
 * Validates a logout request of a client. The hint must be an ID token that this server issued to the client; it may have
 * expired and is not stored, so signing out works long after the tokens have ended. Whether it is of the person who is signed
 * in is for {@link LogoutEndpoint} to see.
 *
 * @see <a href="https://openid.net/specs/openid-connect-rpinitiated-1_0.html#RPLogout">RP-Initiated Logout, section 2</a>
 */
class RpInitiatedLogoutAuthenticationProvider implements AuthenticationProvider {

    private final OwnTokens ownTokens;
    private final RegisteredClientRepository clients;
    private final AuthorizationServerSettings settings;

    RpInitiatedLogoutAuthenticationProvider(
            OwnTokens ownTokens, RegisteredClientRepository clients, AuthorizationServerSettings settings) {
        this.ownTokens = ownTokens;
        this.clients = clients;
        this.settings = settings;
    }

    @Override
    public Authentication authenticate(Authentication authentication) {
        return LogoutEndpoint.guarded(() -> decide((OidcLogoutAuthenticationToken) authentication));
    }

    private Authentication decide(OidcLogoutAuthenticationToken request) {
        Jwt hint = ownTokens.verify(request.getIdTokenHint()).orElseThrow(UnreadableHint::new);
        if (!isIdToken(hint)) {
            throw refused("id_token_hint");
        }
        RegisteredClient client = client(hint, request.getClientId());
        String returnTo = request.getPostLogoutRedirectUri();
        if (returnTo != null && !RedirectUris.areRegisteredForSignOut(client, returnTo)) {
            throw refused(SignedOutReturn.RETURN_TO);
        }
        return new OidcLogoutAuthenticationToken(
                new OidcIdToken(hint.getTokenValue(), hint.getIssuedAt(), hint.getExpiresAt(), hint.getClaims()),
                (Authentication) request.getPrincipal(),
                request.getSessionId(),
                request.getClientId(),
                returnTo,
                request.getState());
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return OidcLogoutAuthenticationToken.class.isAssignableFrom(authentication);
    }

    // Access tokens are signed with the same keys, and every service gets them: they must not be accepted as a hint.
    private boolean isIdToken(Jwt token) {
        Object type = token.getHeaders().get("typ");
        return (type == null || "JWT".equals(type))
                && token.getClaimAsString("iss") != null
                && token.getClaimAsString("iss").equals(settings.getIssuer());
    }

    /** The client: client_id of the request, or else the only audience of the hint. */
    static @Nullable String clientId(@Nullable String named, @Nullable List<String> audience) {
        return named == null && audience != null && audience.size() == 1 ? audience.get(0) : named;
    }

    private RegisteredClient client(Jwt hint, @Nullable String clientId) {
        List<String> audience = Objects.requireNonNullElse(hint.getAudience(), List.of());
        String named = Objects.requireNonNullElse(clientId(clientId, audience), "");
        RegisteredClient client = clients.findByClientId(named);
        if (client == null) {
            throw refused("client_id");
        }
        if (!audience.contains(named)) {
            throw refused("id_token_hint"); // the hint was issued to another client
        }
        return client;
    }

    /**
     * The hint is not signed by a published key, as every ID token is after some time. It is treated as missing: the person
     * is asked.
     */
    static final class UnreadableHint extends OAuth2AuthenticationException {

        @Serial
        private static final long serialVersionUID = 1;

        UnreadableHint() {
            super(ProtocolErrors.wrong("id_token_hint"));
        }
    }

    private static OAuth2AuthenticationException refused(String parameter) {
        return new OAuth2AuthenticationException(ProtocolErrors.wrong(parameter));
    }
}
