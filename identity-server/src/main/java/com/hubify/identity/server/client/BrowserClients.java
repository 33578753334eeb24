package com.hubify.identity.server.client;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.stereotype.Component;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsConfigurationSource;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;

/**
 * Which pages may call us from a browser: those that public clients are redirected to, without cookies; and anyone for what is
 * public anyway.
 */
@Component
class BrowserClients implements CorsConfigurationSource {

    private static final List<String> PUBLIC =
            List.of("/.well-known/openid-configuration", "/.well-known/oauth-authorization-server", "/oauth2/jwks");
    private static final List<String> FOR_CLIENTS = List.of("/oauth2/token", "/oauth2/revoke", "/userinfo");

    private final UrlBasedCorsConfigurationSource source = new UrlBasedCorsConfigurationSource();

    BrowserClients(ClientCatalog catalog) {
        Set<String> origins = catalog.all().stream()
                .filter(client -> client.getClientAuthenticationMethods().contains(ClientAuthenticationMethod.NONE))
                .map(RegisteredClient::getRedirectUris)
                .flatMap(Set::stream)
                .map(URI::create)
                .filter(uri -> "http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
                .map(uri -> uri.getScheme() + "://" + uri.getRawAuthority())
                .collect(Collectors.toSet());
        PUBLIC.forEach(path -> source.registerCorsConfiguration(path, cors(List.of(CorsConfiguration.ALL))));
        FOR_CLIENTS.forEach(path -> source.registerCorsConfiguration(path, cors(List.copyOf(origins))));
    }

    @Override
    public @Nullable CorsConfiguration getCorsConfiguration(HttpServletRequest request) {
        return source.getCorsConfiguration(request);
    }

    private static CorsConfiguration cors(List<String> origins) {
        CorsConfiguration cors = new CorsConfiguration();
        cors.setAllowedOrigins(origins);
        cors.setAllowedMethods(List.of(HttpMethod.GET.name(), HttpMethod.POST.name()));
        cors.setAllowedHeaders(List.of(HttpHeaders.AUTHORIZATION, HttpHeaders.CONTENT_TYPE));
        cors.setAllowCredentials(false);
        return cors;
    }
}
