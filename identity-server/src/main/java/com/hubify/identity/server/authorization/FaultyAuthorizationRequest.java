package com.hubify.identity.server.authorization;

import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;

/**
 * An authorization request with an error that Spring would report before it knows the redirect URI. Client and redirect
 * URI are read nevertheless, so that the error goes to the client if both are valid.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2.1">RFC 6749, section 4.1.2.1</a>
 */
final class FaultyAuthorizationRequest extends OAuth2AuthorizationCodeRequestAuthenticationToken {

    private static final long serialVersionUID = 1L;

    private static final Authentication ANONYMOUS = new AnonymousAuthenticationToken(
            "anonymous", "anonymousUser", AuthorityUtils.createAuthorityList("ROLE_ANONYMOUS"));

    private final OAuth2Error error;
    private final boolean lacksResponseType;

    private FaultyAuthorizationRequest(HttpServletRequest request, String clientId, OAuth2Error error) {
        super(
                request.getRequestURL().toString(),
                clientId,
                Objects.requireNonNullElse(SecurityContextHolder.getContext().getAuthentication(), ANONYMOUS),
                request.getParameter(OAuth2ParameterNames.REDIRECT_URI),
                only(OAuth2ParameterNames.STATE, request),
                Set.of(),
                responseMode(request));
        this.error = error;
        this.lacksResponseType = request.getParameter(OAuth2ParameterNames.RESPONSE_TYPE) == null;
    }

    /** The request with its error; empty if it has none of those checked here, or names not exactly one client. */
    static Optional<FaultyAuthorizationRequest> of(HttpServletRequest request) {
        String[] clientId = request.getParameterValues(OAuth2ParameterNames.CLIENT_ID);
        String[] redirectUri = request.getParameterValues(OAuth2ParameterNames.REDIRECT_URI);
        if (clientId == null || clientId.length > 1 || redirectUri != null && redirectUri.length > 1) {
            return Optional.empty();
        }
        return fault(request).map(error -> new FaultyAuthorizationRequest(request, clientId[0], error));
    }

    /** Whether it has no response_type, as when a consent form comes without a decision. */
    boolean lacksResponseType() {
        return lacksResponseType;
    }

    OAuth2Error error() {
        return error;
    }

    private static Optional<OAuth2Error> fault(HttpServletRequest request) {
        Optional<OAuth2Error> repeated = repeated(request);
        if (repeated.isPresent()) {
            return repeated;
        }
        Optional<OAuth2Error> unsupported = notSupported(request, "request")
                .or(() -> notSupported(request, "request_uri"))
                .or(() -> notSupported(request, "registration"));
        if (unsupported.isPresent()) {
            return unsupported;
        }
        String responseType = request.getParameter(OAuth2ParameterNames.RESPONSE_TYPE);
        if (responseType == null) {
            return Optional.of(error(OAuth2ErrorCodes.INVALID_REQUEST, "The parameter response_type is missing."));
        }
        if (!responseType.equals("code")) {
            return Optional.of(
                    error(OAuth2ErrorCodes.UNSUPPORTED_RESPONSE_TYPE, "The only supported response_type is code."));
        }
        return ResponseMode.isKnown(request.getParameter(ResponseMode.PARAMETER))
                ? Optional.empty()
                : Optional.of(error(OAuth2ErrorCodes.INVALID_REQUEST, "The response_mode must be query or form_post."));
    }

    /** RFC 6749, section 3.1. Repeated unknown parameters were dropped when the request was read. */
    private static Optional<OAuth2Error> repeated(HttpServletRequest request) {
        return request.getParameterMap().entrySet().stream()
                .filter(parameter -> parameter.getValue().length > 1)
                .findFirst()
                .map(parameter -> error(
                        OAuth2ErrorCodes.INVALID_REQUEST,
                        "The parameter " + parameter.getKey() + " is included more than once."));
    }

    /** OpenID Connect Core, sections 6 and 7.2.1. */
    private static Optional<OAuth2Error> notSupported(HttpServletRequest request, String parameter) {
        return request.getParameter(parameter) == null
                ? Optional.empty()
                : Optional.of(error(
                        parameter + "_not_supported", "This server does not support the parameter " + parameter + "."));
    }

    private static Map<String, Object> responseMode(HttpServletRequest request) {
        Map<String, Object> parameters = new HashMap<>();
        String mode = only(ResponseMode.PARAMETER, request);
        if (mode != null) {
            parameters.put(ResponseMode.PARAMETER, mode);
        }
        return parameters;
    }

    /** Null if repeated: a response with one of two states could be taken for another request's. */
    private static @Nullable String only(String name, HttpServletRequest request) {
        String[] values = request.getParameterValues(name);
        return values == null || values.length > 1 ? null : values[0];
    }

    private static OAuth2Error error(String code, String description) {
        return new OAuth2Error(code, description, null);
    }
}
