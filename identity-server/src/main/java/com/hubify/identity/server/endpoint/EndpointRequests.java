package com.hubify.identity.server.endpoint;

import com.hubify.identity.server.client.authentication.ClientAuthenticationFailureHandler;
import com.hubify.identity.server.error.ProtocolErrors;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Filter before the protocol's endpoints. An unsupported method gets 405 with {@code Allow}; parameters are parsed once, and
 * all later code sees the same. Matches every request to such an endpoint, whatever its method.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-15.5.6">RFC 9110, section 15.5.6</a>
 */
public final class EndpointRequests extends OncePerRequestFilter implements RequestMatcher {

    private static final String READ = "GET, HEAD";
    private static final String READ_OR_POST = "GET, HEAD, POST";

    /** These change state also with GET; HEAD must not (RFC 9110, section 9.2.1), so it is not supported. */
    private static final String NAVIGATE = "GET, POST";

    private static final String SUBMIT = "POST";

    /** The content coding that stands for no compression (RFC 9110, section 12.5.3). */
    private static final String NO_CODING = "identity";

    private final Map<String, Endpoint> endpoints;
    private final ClientAuthenticationFailureHandler refusal;

    /**
     * @param allow supported methods, as in the header {@code Allow}
     * @param reader reads the parameters; throws {@link OAuth2AuthenticationException} for a request to refuse
     */
    private record Endpoint(String allow, UnaryOperator<HttpServletRequest> reader) {

        boolean takes(String method) {
            return (", " + allow + ",").contains(" " + method + ",");
        }
    }

    public EndpointRequests(AuthorizationServerSettings settings, ClientAuthenticationFailureHandler refusal) {
        this.refusal = refusal;
        Endpoint metadata = new Endpoint(READ, request -> request);
        Endpoint byClients = new Endpoint(SUBMIT, BackChannelRequest::read);
        Endpoint userInfo = new Endpoint(READ_OR_POST, request -> request);
        this.endpoints = Map.of(
                "/.well-known/openid-configuration",
                metadata,
                "/.well-known/oauth-authorization-server",
                metadata,
                settings.getJwkSetEndpoint(),
                metadata,
                settings.getTokenEndpoint(),
                new Endpoint(SUBMIT, BackChannelRequest::token),
                settings.getTokenRevocationEndpoint(),
                byClients,
                settings.getTokenIntrospectionEndpoint(),
                byClients,
                settings.getDeviceAuthorizationEndpoint(),
                byClients,
                settings.getAuthorizationEndpoint(),
                new Endpoint(NAVIGATE, FrontChannelRequest::authorization),
                settings.getOidcLogoutEndpoint(),
                new Endpoint(NAVIGATE, FrontChannelRequest::logout),
                settings.getOidcUserInfoEndpoint(),
                userInfo);
    }

    @Override
    public boolean matches(HttpServletRequest request) {
        return endpoints.containsKey(request.getServletPath());
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !matches(request);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Endpoint endpoint = Objects.requireNonNull(endpoints.get(request.getServletPath()));
        if (!endpoint.takes(request.getMethod())) {
            refuseMethod(request.getMethod(), endpoint, response);
            return;
        }
        if (request.getMethod().equals(SUBMIT) && isCoded(request)) {
            refuseCoding(response);
            return;
        }
        HttpServletRequest read;
        try {
            read = endpoint.reader().apply(request);
        } catch (OAuth2AuthenticationException e) {
            refusal.onAuthenticationFailure(request, response, e);
            return;
        }
        chain.doFilter(read, response);
    }

    /**
     * Bodies are not decompressed: a few bytes may expand to gigabytes. Without this check, a
     * compressed body would be answered with a missing parameter.
     */
    private static boolean isCoded(HttpServletRequest request) {
        return Collections.list(request.getHeaders(HttpHeaders.CONTENT_ENCODING)).stream()
                .anyMatch(coding -> !coding.isBlank() && !coding.strip().equalsIgnoreCase(NO_CODING));
    }

    /** RFC 9110, section 15.5.16. */
    private static void refuseCoding(HttpServletResponse response) throws IOException {
        response.setHeader(HttpHeaders.ACCEPT_ENCODING, NO_CODING);
        ProtocolErrors.write(
                new OAuth2Error(OAuth2ErrorCodes.INVALID_REQUEST, "The body must not have a Content-Encoding.", null),
                HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                response);
    }

    private void refuseMethod(String method, Endpoint endpoint, HttpServletResponse response) throws IOException {
        response.setHeader(HttpHeaders.ALLOW, endpoint.allow());
        if (method.equals("OPTIONS")) {
            response.setStatus(HttpStatus.NO_CONTENT.value());
            return;
        }
        ProtocolErrors.write(
                new OAuth2Error(
                        OAuth2ErrorCodes.INVALID_REQUEST,
                        "This endpoint supports " + endpoint.allow() + " only.",
                        null),
                HttpStatus.METHOD_NOT_ALLOWED,
                response);
    }
}
