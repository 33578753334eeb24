package com.hubify.identity.server.device;

import com.hubify.identity.server.client.HubifyClientSettings;
import com.hubify.identity.server.client.authentication.AuthenticatedClient;
import com.hubify.identity.server.grant.DelegatingAuthorizations;
import com.hubify.identity.server.redis.RedisJson;
import com.hubify.identity.server.token.RequestedScopes;
import com.hubify.identity.server.visitor.VisitorSpace;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2DeviceAuthorizationRequestAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2DeviceAuthorizationRequestAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;

/**
 * Begins a device grant. Spring's provider compares scopes letter by letter and refuses {@code openid}; it is shown a client
 * that was registered for exactly what was found to be allowed. Anybody can begin one with a public client, so it takes of the
 * space that visitors have for devices of this client.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8628#section-3.1">RFC 8628, section 3.1</a>
 */
class DeviceAuthorizationAuthenticationProvider implements AuthenticationProvider {

    /** Most that a request takes in Redis beside its texts, in bytes: the grant, what leads to it from both codes, a poll. */
    private static final int SIZE = 2000;

    /** Most that the scopes asked for may be together, in characters, all of them ASCII. Anybody can ask for any. */
    private static final int LONGEST_SCOPES = 1024;

    /** RFC 8628, section 3.2, takes its errors from RFC 6749, section 5.2, in which a scope that won't do is this one. */
    private static final OAuth2Error TOO_LONG = new OAuth2Error(
            OAuth2ErrorCodes.INVALID_SCOPE,
            "The scope parameter is longer than " + LONGEST_SCOPES + " characters.",
            "https://www.rfc-editor.org/rfc/rfc6749#section-5.2");

    private final OAuth2AuthorizationService authorizations;
    private final VisitorSpace space;

    DeviceAuthorizationAuthenticationProvider(OAuth2AuthorizationService authorizations, VisitorSpace space) {
        this.authorizations = authorizations;
        this.space = space;
    }

    @Override
    public @Nullable Authentication authenticate(Authentication authentication) {
        OAuth2DeviceAuthorizationRequestAuthenticationToken request =
                (OAuth2DeviceAuthorizationRequestAuthenticationToken) authentication;
        RegisteredClient client = AuthenticatedClient.of(request).registration();
        Set<String> asked = Objects.requireNonNullElse(request.getScopes(), Set.of());
        if (String.join(" ", asked).length() > LONGEST_SCOPES) {
            throw new OAuth2AuthenticationException(TOO_LONG);
        }
        Set<String> scopes = RequestedScopes.orDefault(asked, client);
        RequestedScopes.require(scopes, HubifyClientSettings.scopes(client));
        Set<String> shown = new HashSet<>(scopes);
        shown.remove(OidcScopes.OPENID);
        return spring(client, scopes).authenticate(shown(request, client, shown));
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return OAuth2DeviceAuthorizationRequestAuthenticationToken.class.isAssignableFrom(authentication);
    }

    private AuthenticationProvider spring(RegisteredClient client, Set<String> scopes) {
        return new OAuth2DeviceAuthorizationRequestAuthenticationProvider(new DelegatingAuthorizations(authorizations) {
            @Override
            public void save(OAuth2Authorization authorization) {
                space.takeForDevice(client.getClientId(), size(client.getClientId(), scopes));
                super.save(authorization);
            }

            @Override
            protected OAuth2Authorization stored(OAuth2Authorization authorization) {
                return OAuth2Authorization.from(authorization)
                        .attribute(OAuth2ParameterNames.SCOPE, new HashSet<>(scopes))
                        .build();
            }
        });
    }

    /** The grant holds its client twice. Redis rounds a text up by a quarter at most. */
    private static long size(String clientId, Set<String> scopes) {
        return SIZE + (2L * clientId.length() + RedisJson.write(scopes).length()) * 5 / 4;
    }

    private static OAuth2DeviceAuthorizationRequestAuthenticationToken shown(
            OAuth2DeviceAuthorizationRequestAuthenticationToken request, RegisteredClient client, Set<String> scopes) {
        RegisteredClient registeredForThese = RegisteredClient.from(client)
                .scopes(all -> {
                    all.clear();
                    all.addAll(scopes);
                })
                .build();
        return new OAuth2DeviceAuthorizationRequestAuthenticationToken(
                new OAuth2ClientAuthenticationToken(registeredForThese, ClientAuthenticationMethod.NONE, null),
                Objects.requireNonNull(request.getAuthorizationUri()),
                scopes,
                Map.of());
    }
}
