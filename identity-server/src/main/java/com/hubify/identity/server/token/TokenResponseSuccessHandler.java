package com.hubify.identity.server.token;

import com.hubify.identity.server.grant.document.AuthorizationJson;
import com.hubify.identity.server.token.issuance.IssuedTokens;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AccessTokenAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2AccessTokenResponseAuthenticationSuccessHandler;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;

/**
 * Writes the token response. A refresh token comes with {@code refresh_token_expires_in}, in seconds, so that a client can
 * show how long a login lasts; clients ignore unknown members (RFC 6749, section 5.1).
 */
final class TokenResponseSuccessHandler implements AuthenticationSuccessHandler {

    private static final String REFRESH_TOKEN_EXPIRES_IN = "refresh_token_expires_in";

    private final AuthenticationSuccessHandler spring = new OAuth2AccessTokenResponseAuthenticationSuccessHandler();
    private final IssuedTokens issued;
    private final Clock clock;

    TokenResponseSuccessHandler(IssuedTokens issued, Clock clock) {
        this.issued = issued;
        this.clock = clock;
    }

    @Override
    public void onAuthenticationSuccess(
            HttpServletRequest request, HttpServletResponse response, Authentication authentication)
            throws IOException, ServletException {
        OAuth2AccessTokenAuthenticationToken answer = (OAuth2AccessTokenAuthenticationToken) authentication;
        OAuth2RefreshToken refresh = answer.getRefreshToken();
        requireIssued(answer);
        issued.tell(answer, request);
        spring.onAuthenticationSuccess(
                request,
                response,
                refresh == null || refresh.getExpiresAt() == null ? answer : withLife(answer, refresh));
    }

    /** Stored grants contain digests in place of tokens. None of them may be sent as a token. */
    private static void requireIssued(OAuth2AccessTokenAuthenticationToken answer) {
        boolean isIssued = Stream.of(
                        answer.getAccessToken().getTokenValue(),
                        answer.getRefreshToken() == null
                                ? ""
                                : answer.getRefreshToken().getTokenValue(),
                        Objects.toString(answer.getAdditionalParameters().get(OidcParameterNames.ID_TOKEN), ""))
                .noneMatch(AuthorizationJson::isDigested);
        if (!isIssued) {
            throw new IllegalStateException("a response would have contained a stored digest in place of a token");
        }
    }

    private Authentication withLife(OAuth2AccessTokenAuthenticationToken answer, OAuth2RefreshToken refresh) {
        Map<String, Object> parameters = new LinkedHashMap<>(answer.getAdditionalParameters());
        parameters.put(
                REFRESH_TOKEN_EXPIRES_IN,
                Duration.between(clock.instant(), refresh.getExpiresAt()).toSeconds());
        return new OAuth2AccessTokenAuthenticationToken(
                answer.getRegisteredClient(),
                (Authentication) answer.getPrincipal(),
                answer.getAccessToken(),
                refresh,
                parameters);
    }
}
