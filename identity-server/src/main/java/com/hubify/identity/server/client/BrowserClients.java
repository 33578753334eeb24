package com.hubify.identity.server.client;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.stereotype.Component;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsConfigurationSource;
import org.springframework.web.cors.CorsUtils;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;

/**
 * CORS: the origins of public clients' redirect URIs may call the protocol's endpoints, and any origin may read public
 * documents; always without cookies. Request headers are not restricted: single-page applications and MCP hosts add their
 * own, and none of them has an effect here.
 *
 * @see <a href="https://fetch.spec.whatwg.org/#http-cors-protocol">Fetch, HTTP CORS protocol</a>
 */
@Component
class BrowserClients implements CorsConfigurationSource {

    /** Under {@code /.well-known} also unknown documents: MCP hosts try several, and must be able to read the 404. */
    private static final List<String> PUBLIC = List.of("/.well-known/**", "/oauth2/jwks");

    private static final List<String> FOR_CLIENTS =
            List.of("/oauth2/token", "/oauth2/revoke", "/oauth2/device_authorization", "/userinfo");

    /** Response headers that a page needs after a refusal. */
    private static final List<String> EXPOSED = List.of(
            "WWW-Authenticate", "Retry-After", "X-RateLimit-Limit", "X-RateLimit-Remaining", "X-RateLimit-Reset");

    /** In characters; a host name has 253. */
    private static final int LONGEST_ORIGIN = 300;

    private static final Duration PREFLIGHT_IS_KEPT = Duration.ofHours(1);

    private final UrlBasedCorsConfigurationSource source = new UrlBasedCorsConfigurationSource();

    private final CorsConfiguration registered;
    private final RegisteredOrigins others;

    BrowserClients(ClientCatalog catalog, RegisteredOrigins others) {
        this.others = others;
        this.registered = cors(Stream.of(HttpMethod.GET, HttpMethod.POST));
        List<String> origins = catalog.all().stream()
                .filter(client -> client.getClientAuthenticationMethods().contains(ClientAuthenticationMethod.NONE))
                .map(RegisteredClient::getRedirectUris)
                .flatMap(Set::stream)
                .map(BrowserOrigin::ofRedirectUri)
                .flatMap(Optional::stream)
                .distinct()
                .toList();
        CorsConfiguration anyone = cors(Stream.of(HttpMethod.GET, HttpMethod.HEAD));
        anyone.setAllowedOrigins(List.of(CorsConfiguration.ALL));
        CorsConfiguration clients = cors(Stream.of(HttpMethod.GET, HttpMethod.POST));
        clients.setAllowedOriginPatterns(origins);
        PUBLIC.forEach(path -> source.registerCorsConfiguration(path, anyone));
        FOR_CLIENTS.forEach(path -> source.registerCorsConfiguration(path, clients));
    }

    @Override
    public @Nullable CorsConfiguration getCorsConfiguration(HttpServletRequest request) {
        CorsConfiguration allowed = ofClients(source.getCorsConfiguration(request), request);
        // A request with a foreign Origin is served without CORS headers, so that the browser hides the response.
        // Programs send origins of their own, such as tauri://localhost. Unsupported methods are refused by the
        // endpoint, with Allow.
        return allowed == null || CorsUtils.isPreFlightRequest(request) || isAllowed(allowed, request) ? allowed : null;
    }

    private @Nullable CorsConfiguration ofClients(@Nullable CorsConfiguration configured, HttpServletRequest request) {
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        if (configured == null || origin == null || configured.checkOrigin(origin) != null) {
            return configured;
        }
        return origin.length() <= LONGEST_ORIGIN && areRegistered(origin) ? registeredFor(origin) : configured;
    }

    private boolean areRegistered(String origin) {
        try {
            return BrowserOrigin.ofRedirectUri(origin).filter(others::contain).isPresent();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private CorsConfiguration registeredFor(String origin) {
        CorsConfiguration one = new CorsConfiguration(registered);
        one.setAllowedOrigins(List.of(origin));
        return one;
    }

    private static boolean isAllowed(CorsConfiguration allowed, HttpServletRequest request) {
        return allowed.checkOrigin(request.getHeader(HttpHeaders.ORIGIN)) != null
                && allowed.checkHttpMethod(HttpMethod.valueOf(request.getMethod())) != null;
    }

    private static CorsConfiguration cors(Stream<HttpMethod> methods) {
        CorsConfiguration cors = new CorsConfiguration();
        cors.setAllowedMethods(methods.map(HttpMethod::name).toList());
        cors.setAllowedHeaders(List.of(CorsConfiguration.ALL));
        cors.setExposedHeaders(EXPOSED);
        cors.setAllowCredentials(false);
        cors.setMaxAge(PREFLIGHT_IS_KEPT);
        return cors;
    }
}
