package com.hubify.identity.server.client.authentication;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.core.endpoint.PkceParameterNames;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.web.authentication.AuthenticationConverter;

/**
 * Identifies public clients by their {@code client_id} where a credential is presented: a refresh token, a device code, a
 * token to revoke; or where none is needed: a device authorization request, or a request that is refused anyway. Spring
 * supports public clients only with a code and its verifier.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-3.2.1">RFC 6749, section 3.2.1</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8628#section-3.1">RFC 8628, section 3.1</a>
 */
final class PublicClients implements AuthenticationConverter, AuthenticationProvider {

    private final RegisteredClientRepository clients;
    private final AuthorizationServerSettings settings;

    PublicClients(RegisteredClientRepository clients, AuthorizationServerSettings settings) {
        this.clients = clients;
        this.settings = settings;
    }

    @Override
    public @Nullable Authentication convert(HttpServletRequest request) {
        String[] clientIds = request.getParameterValues(OAuth2ParameterNames.CLIENT_ID);
        if (clientIds == null || otherwiseAuthenticated(request)) {
            return null;
        }
        requireVerifier(request);
        if (!isOpenToPublicClients(request)) {
            return null;
        }
        if (clientIds.length != 1) {
            throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_REQUEST);
        }
        return new PublicClientAuthentication(clientIds[0], Map.of());
    }

    @Override
    public Authentication authenticate(Authentication authentication) {
        RegisteredClient client = clients.findByClientId(authentication.getName());
        if (client == null || !client.getClientAuthenticationMethods().contains(ClientAuthenticationMethod.NONE)) {
            throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_CLIENT);
        }
        return new OAuth2ClientAuthenticationToken(client, ClientAuthenticationMethod.NONE, null);
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return PublicClientAuthentication.class.isAssignableFrom(authentication);
    }

    private boolean isOpenToPublicClients(HttpServletRequest request) {
        String path = request.getServletPath();
        if (path.equals(settings.getTokenEndpoint())) {
            return !isCodeWithVerifier(request);
        }
        return path.equals(settings.getDeviceAuthorizationEndpoint())
                || path.equals(settings.getTokenRevocationEndpoint());
    }

    /** A code with its verifier is checked by Spring. */
    private static boolean isCodeWithVerifier(HttpServletRequest request) {
        return isCode(request)
                && request.getParameter(OAuth2ParameterNames.CODE) != null
                && request.getParameter(PkceParameterNames.CODE_VERIFIER) != null;
    }

    private static boolean isCode(HttpServletRequest request) {
        return AuthorizationGrantType.AUTHORIZATION_CODE
                .getValue()
                .equals(request.getParameter(OAuth2ParameterNames.GRANT_TYPE));
    }

    /** A missing code_verifier, the most common mistake, would otherwise be reported as an unknown client. */
    private void requireVerifier(HttpServletRequest request) {
        if (request.getServletPath().equals(settings.getTokenEndpoint())
                && isCode(request)
                && request.getParameter(PkceParameterNames.CODE_VERIFIER) == null) {
            throw new OAuth2AuthenticationException(new OAuth2Error(
                    OAuth2ErrorCodes.INVALID_REQUEST,
                    "A public client must send the code_verifier with the code.",
                    "https://www.rfc-editor.org/rfc/rfc7636#section-4.5"));
        }
    }

    private static boolean otherwiseAuthenticated(HttpServletRequest request) {
        return request.getHeader(HttpHeaders.AUTHORIZATION) != null
                || request.getParameter(OAuth2ParameterNames.CLIENT_SECRET) != null
                || request.getParameter(OAuth2ParameterNames.CLIENT_ASSERTION) != null;
    }
}
