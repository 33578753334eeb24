package com.hubify.identity.server.authorization;

import com.hubify.identity.server.consent.AnswerNotTaken;
import com.hubify.identity.server.error.ProtocolErrors;
import com.hubify.identity.server.error.Refusals;
import com.hubify.identity.server.page.ProtocolErrorPage;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationCode;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationException;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.stereotype.Component;

/**
 * Sends the authorization response: a code or an error. Each has {@code iss}, so that a client of several servers can't be
 * tricked into sending one server's code to another (mix-up attack).
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9207#section-2">RFC 9207, section 2</a>
 */
@Component
class AuthorizationResponses implements AuthenticationSuccessHandler, AuthenticationFailureHandler {

    /** Errors that depend on the person: not signed in, consent needed, or denied. */
    private static final Set<String> FROM_THE_PERSON =
            Set.of("login_required", "consent_required", "interaction_required", OAuth2ErrorCodes.ACCESS_DENIED);

    private static final OAuth2TokenType CODE = new OAuth2TokenType(OAuth2ParameterNames.CODE);

    private final String issuer;
    private final AuthenticationFailureHandler page;
    private final OAuth2AuthorizationService authorizations;

    AuthorizationResponses(
            AuthorizationServerSettings settings, ProtocolErrorPage page, OAuth2AuthorizationService authorizations) {
        this.authorizations = authorizations;
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
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put(OAuth2ParameterNames.CODE, code.getTokenValue());
        complete(parameters, answer.getState());
        mode(request, code).send(Objects.requireNonNull(answer.getRedirectUri()), parameters, response);
    }

    /** An error goes to the client only if its redirect URI is registered; otherwise the person gets a page. */
    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException exception)
            throws IOException, ServletException {
        if (exception instanceof AnswerNotTaken instead) {
            response.sendRedirect(instead.next());
            return;
        }
        if (!(exception instanceof OAuth2AuthorizationCodeRequestAuthenticationException refused)
                || refused.getAuthorizationCodeRequestAuthentication() == null
                || refused.getAuthorizationCodeRequestAuthentication().getRedirectUri() == null) {
            page.onAuthenticationFailure(request, response, exception);
            return;
        }
        OAuth2AuthorizationCodeRequestAuthenticationToken asked = refused.getAuthorizationCodeRequestAuthentication();
        OAuth2Error error = ProtocolErrors.inWords(refused.getError());
        if (!FROM_THE_PERSON.contains(error.getErrorCode())) {
            Refusals.note(request, error.getErrorCode(), error.getDescription());
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put(OAuth2ParameterNames.ERROR, error.getErrorCode());
        put(parameters, OAuth2ParameterNames.ERROR_DESCRIPTION, error.getDescription());
        put(parameters, OAuth2ParameterNames.ERROR_URI, error.getUri());
        complete(parameters, asked.getState());
        ResponseMode.of(asked.getAdditionalParameters().get(ResponseMode.PARAMETER))
                .send(Objects.requireNonNull(asked.getRedirectUri()), parameters, response);
    }

    /** From the authorization request, or, after consent, from the stored one. */
    private ResponseMode mode(HttpServletRequest request, OAuth2AuthorizationCode code) {
        if (request.getParameter(OAuth2ParameterNames.RESPONSE_TYPE) != null) {
            return ResponseMode.of(request.getParameter(ResponseMode.PARAMETER));
        }
        OAuth2Authorization grant = authorizations.findByToken(code.getTokenValue(), CODE);
        OAuth2AuthorizationRequest asked =
                grant == null ? null : grant.getAttribute(OAuth2AuthorizationRequest.class.getName());
        return asked == null
                ? ResponseMode.QUERY
                : ResponseMode.of(asked.getAdditionalParameters().get(ResponseMode.PARAMETER));
    }

    private void complete(Map<String, String> parameters, @Nullable String state) {
        put(parameters, OAuth2ParameterNames.STATE, state);
        parameters.put("iss", issuer);
    }

    private static void put(Map<String, String> parameters, String name, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            parameters.put(name, value);
        }
    }
}
