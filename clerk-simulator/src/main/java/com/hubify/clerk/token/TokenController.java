package com.hubify.clerk.token;

import com.hubify.clerk.application.OAuthApplication;
import com.hubify.clerk.problem.OAuthError;
import com.hubify.clerk.problem.OAuthProblem;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * The token endpoint: codes and refresh tokens for access tokens.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-3.2">RFC 6749, section 3.2</a>
 */
@RestController
class TokenController {

    private final ClientAuthentication clients;
    private final CodeExchange codes;
    private final RefreshExchange refreshes;

    TokenController(ClientAuthentication clients, CodeExchange codes, RefreshExchange refreshes) {
        this.clients = clients;
        this.codes = codes;
        this.refreshes = refreshes;
    }

    @PostMapping(path = "/oauth/token", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Map<String, Object>> token(
            @RequestParam(name = "grant_type", required = false) @Nullable String grantType,
            HttpServletRequest request) {
        if (grantType == null) {
            throw new OAuthProblem(OAuthError.INVALID_REQUEST, "Request parameter 'grant_type' is missing");
        }
        OAuthApplication client = clients.authenticate(request);
        Map<String, Object> tokens = switch (grantType) {
            case "authorization_code" ->
                codes.exchange(
                        client,
                        parameter(request, "code"),
                        request.getParameter("redirect_uri"),
                        parameter(request, "code_verifier"));
            case "refresh_token" ->
                refreshes.exchange(client, parameter(request, "refresh_token"), parameter(request, "scope"));
            default -> throw new OAuthProblem(OAuthError.UNSUPPORTED_GRANT_TYPE);
        };
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .header(HttpHeaders.PRAGMA, "no-cache")
                .body(tokens);
    }

    private static String parameter(HttpServletRequest request, String name) {
        String value = request.getParameter(name);
        return value == null ? "" : value;
    }
}
