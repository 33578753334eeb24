package com.hubify.identity.server.client.authentication;

import com.hubify.identity.server.client.SupportedGrantTypes;
import com.hubify.identity.server.error.ProtocolErrors;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.stereotype.Component;

/**
 * Answers failed client authentication. Unknown clients and wrong secrets get the same response; 401 has the challenge that
 * RFC 6749 requires and Spring omits.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-5.2">RFC 6749, section 5.2</a>
 */
@Component
public final class ClientAuthenticationFailureHandler
        implements AuthenticationFailureHandler, AuthenticationEntryPoint {

    private static final OAuth2Error NOT_KNOWN = new OAuth2Error(
            OAuth2ErrorCodes.INVALID_CLIENT,
            "The client is unknown, or its credentials are missing or wrong.",
            "https://www.rfc-editor.org/rfc/rfc6749#section-5.2");

    /** Spring checks a public client's code during client authentication. */
    private static final OAuth2Error NOT_GRANTED = new OAuth2Error(
            OAuth2ErrorCodes.INVALID_GRANT,
            "The authorization code is unknown, expired or used, or the code_verifier does not match it.",
            "https://www.rfc-editor.org/rfc/rfc6749#section-5.2");

    private final ApplicationEventPublisher events;
    private final RegisteredClientRepository clients;

    ClientAuthenticationFailureHandler(ApplicationEventPublisher events, RegisteredClientRepository clients) {
        this.events = events;
        this.clients = clients;
    }

    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException exception)
            throws IOException {
        OAuth2Error error = exception instanceof OAuth2AuthenticationException refused
                ? refused.getError()
                : new OAuth2Error(OAuth2ErrorCodes.SERVER_ERROR);
        RegisteredClient client = registered(exception);
        events.publishEvent(new ClientRefused(
                error.getErrorCode(),
                String.valueOf(error.getDescription()),
                client == null ? "" : client.getClientId()));
        if (error.getErrorCode().equals(OAuth2ErrorCodes.INVALID_CLIENT)) {
            refuse(response);
        } else {
            boolean isGrant = error.getErrorCode().equals(OAuth2ErrorCodes.INVALID_GRANT);
            ProtocolErrors.write(isGrant ? ofCode(client) : error, HttpStatus.BAD_REQUEST, response);
        }
    }

    /** The client with the sent client_id, authenticated or not. */
    private @Nullable RegisteredClient registered(AuthenticationException exception) {
        Authentication request = exception.getAuthenticationRequest();
        return request == null ? null : clients.findByClientId(request.getName());
    }

    /** The client is authenticated at this point. */
    private static OAuth2Error ofCode(@Nullable RegisteredClient client) {
        return client == null || client.getAuthorizationGrantTypes().contains(AuthorizationGrantType.AUTHORIZATION_CODE)
                ? NOT_GRANTED
                : SupportedGrantTypes.NOT_REGISTERED;
    }

    /** For a request without client authentication. */
    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException exception)
            throws IOException {
        events.publishEvent(new ClientRefused(OAuth2ErrorCodes.INVALID_CLIENT, "no client authentication", ""));
        refuse(response);
    }

    private void refuse(HttpServletResponse response) throws IOException {
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"Hubify\"");
        ProtocolErrors.write(NOT_KNOWN, HttpStatus.UNAUTHORIZED, response);
    }
}
