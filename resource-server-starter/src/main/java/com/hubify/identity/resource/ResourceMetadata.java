package com.hubify.identity.resource;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.springframework.http.HttpMethod;
import org.springframework.security.oauth2.server.resource.OAuth2ProtectedResourceMetadata;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * What this service tells clients about itself: whose tokens it takes and which scopes its handlers and rules ask for.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9728#section-2">RFC 9728, section 2</a>
 */
final class ResourceMetadata implements Consumer<OAuth2ProtectedResourceMetadata.Builder> {

    static final String PATH = "/.well-known/oauth-protected-resource";

    private static final Duration PREFLIGHT_IS_KEPT = Duration.ofHours(1);

    private final String issuer;
    private final Collection<ScopesSupported> sources;

    ResourceMetadata(String issuer, Collection<ScopesSupported> sources) {
        this.issuer = issuer;
        this.sources = sources;
    }

    @Override
    public void accept(OAuth2ProtectedResourceMetadata.Builder document) {
        Set<String> scopes = new TreeSet<>();
        sources.forEach(source -> scopes.addAll(source.values()));
        document.authorizationServer(issuer).tlsClientCertificateBoundAccessTokens(false);
        scopes.forEach(document::scope);
    }

    /**
     * Any page may read the document, since it says what anyone may know; MCP hosts and single-page applications look for it
     * before they have signed anyone in, with headers of their own (RFC 9728, section 3.1).
     */
    static CorsConfiguration readers() {
        CorsConfiguration cors = new CorsConfiguration();
        cors.setAllowedOrigins(List.of(CorsConfiguration.ALL));
        cors.setAllowedMethods(List.of(HttpMethod.GET.name(), HttpMethod.HEAD.name()));
        cors.setAllowedHeaders(List.of(CorsConfiguration.ALL));
        cors.setAllowCredentials(false);
        cors.setMaxAge(PREFLIGHT_IS_KEPT);
        return cors;
    }

    /** Where the document of the asked service is. */
    static String address(String requestUrl, String contextPath) {
        return UriComponentsBuilder.fromUriString(requestUrl)
                .replacePath(contextPath + PATH)
                .replaceQuery(null)
                .fragment(null)
                .encode()
                .toUriString();
    }
}
