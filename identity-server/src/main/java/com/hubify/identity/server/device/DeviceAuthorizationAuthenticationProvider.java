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
 * Handles device authorization requests. Spring's provider compares scopes literally and refuses {@code openid}, so it gets
 * a client that is registered for exactly the allowed scopes. Anyone can send such a request for a public client, so its
 * memory is bounded by {@link VisitorSpace}.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8628#section-3.1">RFC 8628, section 3.1</a>
 */
class DeviceAuthorizationAuthenticationProvider implements AuthenticationProvider {

    /** Overhead of a request in Redis, in bytes: the grant, index entries of both codes, a poll. */
    private static final int SIZE = 2000;

    /** Longest scope parameter, in ASCII characters. */
    private static final int LONGEST_SCOPES = 1024;

    /** invalid_scope of RFC 6749, section 5.2, which RFC 8628, section 3.2, refers to. */
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

    /** The grant contains the client_id twice. Redis rounds allocations up by at most a quarter. */
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
