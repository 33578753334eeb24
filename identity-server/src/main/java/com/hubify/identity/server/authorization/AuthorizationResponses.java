package com.hubify.identity.server.authorization;

import com.hubify.identity.server.page.ProtocolErrorPage;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationCode;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationException;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/**
 * Sends the browser back to the client with a code or an error. Each answer names us as its issuer, so that a client of several
 * servers can't be tricked into sending one's code to another.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9207#section-2">RFC 9207, section 2</a>
 */
@Component
class AuthorizationResponses implements AuthenticationSuccessHandler, AuthenticationFailureHandler {

    private final String issuer;
    private final AuthenticationFailureHandler page;

    AuthorizationResponses(AuthorizationServerSettings settings, ProtocolErrorPage page) {
        this.issuer = Objects.requireNonNull(settings.getIssuer());
        this.page = page;
    }

    @Override
    public void onAuthenticationSuccess(
            HttpServletRequest request, HttpServletResponse response, Authentication authentication)
            throws IOException {
        OAuth2AuthorizationCodeRequestAuthenticationToken answer =
                (OAuth2AuthorizationCodeRequestAuthenticationToken) authentication;
        OAuth2AuthorizationCode code = Objects.requireNonNull(answer.getAuthorizationCode());
        UriComponentsBuilder uri = redirectUri(answer).queryParam(OAuth2ParameterNames.CODE, code.getTokenValue());
        response.sendRedirect(complete(uri, answer.getState()));
    }

    /** An error goes to the client only if its redirect URI was found good; otherwise the person gets a page. */
    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException exception)
            throws IOException, ServletException {
        if (!(exception instanceof OAuth2AuthorizationCodeRequestAuthenticationException refused)
                || refused.getAuthorizationCodeRequestAuthentication() == null
                || refused.getAuthorizationCodeRequestAuthentication().getRedirectUri() == null) {
            page.onAuthenticationFailure(request, response, exception);
            return;
        }
        OAuth2AuthorizationCodeRequestAuthenticationToken asked = refused.getAuthorizationCodeRequestAuthentication();
        OAuth2Error error = refused.getError();
        UriComponentsBuilder uri = redirectUri(asked).queryParam(OAuth2ParameterNames.ERROR, error.getErrorCode());
        add(uri, OAuth2ParameterNames.ERROR_DESCRIPTION, error.getDescription());
        add(uri, OAuth2ParameterNames.ERROR_URI, error.getUri());
        response.sendRedirect(complete(uri, asked.getState()));
    }

    private String complete(UriComponentsBuilder uri, @Nullable String state) {
        add(uri, OAuth2ParameterNames.STATE, state);
        add(uri, "iss", issuer);
        return uri.build(true).toUriString();
    }

    private static UriComponentsBuilder redirectUri(OAuth2AuthorizationCodeRequestAuthenticationToken answer) {
        return UriComponentsBuilder.fromUriString(Objects.requireNonNull(answer.getRedirectUri()));
    }

    private static void add(UriComponentsBuilder uri, String name, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            uri.queryParam(name, UriUtils.encode(value, StandardCharsets.UTF_8));
        }
    }
}
