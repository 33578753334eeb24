package com.hubify.identity.resource;

import com.hubify.identity.protocol.Scope;
import com.hubify.identity.protocol.Scopes;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authorization.AuthorityAuthorizationDecision;
import org.springframework.security.authorization.AuthorizationDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.resource.BearerTokenError;
import org.springframework.security.oauth2.server.resource.BearerTokenErrorCodes;
import org.springframework.security.oauth2.server.resource.BearerTokenErrors;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;

/**
 * Answers refused requests: the challenge of RFC 6750 with the address of the metadata (RFC 9728), and Hubify's error in
 * the body. All refused credentials look the same from outside.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6750#section-3">RFC 6750, section 3</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9728#section-5.1">RFC 9728, section 5.1</a>
 */
final class BearerErrors implements AuthenticationEntryPoint, AccessDeniedHandler {

    static final BearerTokenError INVALID_TOKEN =
            BearerTokenErrors.invalidToken("The credential is invalid, expired or revoked");

    private final ErrorBody body;

    BearerErrors(ErrorBody body) {
        this.body = body;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        if (failure instanceof VerificationUnavailable unavailable) {
            response.setHeader(
                    HttpHeaders.RETRY_AFTER,
                    String.valueOf(unavailable.retryAfter().toSeconds()));
            body.write(
                    request,
                    response,
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "service_unavailable",
                    "Credentials cannot be verified at the moment. Try again later.");
        } else if (failure instanceof OAuth2AuthenticationException refused
                && refused.getError() instanceof BearerTokenError error) {
            refuse(request, response, error);
        } else {
            // No credential was sent: RFC 6750 wants no error code then.
            challenge(request, response, Map.of());
            unauthorized(request, response);
        }
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
            throws IOException {
        insufficientScope(request, response, scopesOf(denied));
    }

    /** Answers 403, naming the scopes that are needed if they are known. */
    void insufficientScope(HttpServletRequest request, HttpServletResponse response, Scopes needed) throws IOException {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("error", BearerTokenErrorCodes.INSUFFICIENT_SCOPE);
        if (!needed.isEmpty()) {
            parameters.put("scope", needed.toString());
        }
        parameters.put("error_description", "The credential does not allow this");
        challenge(request, response, parameters);
        String message = needed.isEmpty()
                ? "The credential does not allow this."
                : "The credential lacks a scope this needs: " + needed + ".";
        body.write(request, response, HttpStatus.FORBIDDEN, "forbidden", message);
    }

    private void refuse(HttpServletRequest request, HttpServletResponse response, BearerTokenError error)
            throws IOException {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("error", error.getErrorCode());
        parameters.put("error_description", error.getDescription());
        challenge(request, response, parameters);
        if (error.getHttpStatus() == HttpStatus.BAD_REQUEST) {
            body.write(request, response, HttpStatus.BAD_REQUEST, "invalid_request", error.getDescription() + ".");
        } else {
            unauthorized(request, response);
        }
    }

    private void unauthorized(HttpServletRequest request, HttpServletResponse response) throws IOException {
        body.write(request, response, HttpStatus.UNAUTHORIZED, "unauthorized", "Missing or invalid authentication");
    }

    private static void challenge(
            HttpServletRequest request, HttpServletResponse response, Map<String, String> parameters) {
        Map<String, String> all = new LinkedHashMap<>(parameters);
        all.put("resource_metadata", ResourceMetadata.address(request));
        response.setHeader(
                HttpHeaders.WWW_AUTHENTICATE,
                all.entrySet().stream()
                        .map(parameter -> parameter.getKey() + "=\"" + parameter.getValue() + "\"")
                        .collect(Collectors.joining(", ", "Bearer ", "")));
    }

    private static Scopes scopesOf(AccessDeniedException denied) {
        if (denied instanceof AuthorizationDeniedException refused
                && refused.getAuthorizationResult() instanceof AuthorityAuthorizationDecision decision) {
            List<Scope> scopes = decision.getAuthorities().stream()
                    .map(ScopeAuthorities::scopeOf)
                    .flatMap(Optional::stream)
                    .toList();
            return Scopes.of(scopes);
        }
        return Scopes.none();
    }
}
