package com.hubify.identity.server.authorization;

import com.hubify.identity.server.endpoint.FrontChannelRequest;
import com.hubify.identity.server.token.RequestedScopes;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationException;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2AuthorizationCodeRequestAuthenticationConverter;
import org.springframework.security.web.authentication.AuthenticationConverter;

/**
 * Converts authorization requests; one without a scope gets the client's default scopes (RFC 6749, section 3.3). Spring
 * takes the URL of the request from the {@code Host} header, which is untrusted, of any length, and would be stored with the
 * grant; here it is the issuer's.
 */
class AuthorizationRequestConverter implements AuthenticationConverter {

    private final AuthenticationConverter spring = new OAuth2AuthorizationCodeRequestAuthenticationConverter();
    private final RegisteredClientRepository clients;
    private final String address;

    /** @param address of the authorization endpoint, as the issuer names it */
    AuthorizationRequestConverter(RegisteredClientRepository clients, String address) {
        this.clients = clients;
        this.address = address;
    }

    @Override
    public @Nullable Authentication convert(HttpServletRequest request) {
        RegisteredClient client = client(request.getParameter(OAuth2ParameterNames.CLIENT_ID));
        if (FrontChannelRequest.isOfClient(request)) {
            Optional<FaultyAuthorizationRequest> faulty = FaultyAuthorizationRequest.of(request);
            if (faulty.isPresent()) {
                return faulty.get();
            }
        }
        Authentication converted = spring.convert(request);
        if (!(converted instanceof OAuth2AuthorizationCodeRequestAuthenticationToken asked)) {
            return converted;
        }
        Set<String> scopes = client == null ? asked.getScopes() : RequestedScopes.orDefault(asked.getScopes(), client);
        return new ScopedRequest(address, asked, scopes);
    }

    /**
     * Null if the client is unknown. A client without the authorization code grant has no redirect URI, which Spring
     * expects.
     */
    private @Nullable RegisteredClient client(@Nullable String clientId) {
        RegisteredClient client = clientId == null ? null : clients.findByClientId(clientId);
        if (client != null
                && !client.getAuthorizationGrantTypes().contains(AuthorizationGrantType.AUTHORIZATION_CODE)) {
            throw new OAuth2AuthorizationCodeRequestAuthenticationException(
                    new OAuth2Error(
                            OAuth2ErrorCodes.UNAUTHORIZED_CLIENT,
                            "The client is not registered for the authorization code grant.",
                            null),
                    null);
        }
        return client;
    }
}
