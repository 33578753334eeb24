package com.hubify.identity.resource.web;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.http.HttpMethod;
import org.springframework.security.oauth2.server.resource.OAuth2ProtectedResourceMetadata;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * The protected resource metadata of this service: its authorization server and the scopes that its handlers and rules
 * require.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9728#section-2">RFC 9728, section 2</a>
 */
public final class ResourceMetadata {

    public static final String PATH = "/.well-known/oauth-protected-resource";

    public static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD);

    private static final Duration PREFLIGHT_IS_KEPT = Duration.ofHours(1);

    private final String issuer;
    private final Collection<ScopesSupported> sources;

    public ResourceMetadata(String issuer, Collection<ScopesSupported> sources) {
        this.issuer = issuer;
        this.sources = sources;
    }

    /**
     * The JSON document.
     *
     * @param resource resource identifier: the URL of the service
     */
    public byte[] document(String resource) {
        Set<String> scopes = new TreeSet<>();
        sources.forEach(source -> scopes.addAll(source.values()));
        OAuth2ProtectedResourceMetadata.Builder document = OAuth2ProtectedResourceMetadata.builder()
                .resource(resource)
                .bearerMethod("header")
                .tlsClientCertificateBoundAccessTokens(false)
                .authorizationServer(issuer);
        scopes.forEach(document::scope);
        return JSONObjectUtils.toJSONString(document.build().getClaims()).getBytes(StandardCharsets.UTF_8);
    }

    /**
     * CORS for the document: pages of any origin may read it, since it is public. MCP hosts and single-page
     * applications fetch it before sign-in, with headers of their own (RFC 9728, section 3.1).
     */
    public static CorsConfiguration readers() {
        CorsConfiguration cors = new CorsConfiguration();
        cors.setAllowedOrigins(List.of(CorsConfiguration.ALL));
        cors.setAllowedMethods(List.of(HttpMethod.GET.name(), HttpMethod.HEAD.name()));
        cors.setAllowedHeaders(List.of(CorsConfiguration.ALL));
        cors.setAllowCredentials(false);
        cors.setMaxAge(PREFLIGHT_IS_KEPT);
        return cors;
    }

    /**
     * The URL of the document, derived from the URL of a request.
     *
     * @param basePath path prefix of the whole service, such as the context path
     */
    public static String address(String requestUrl, String basePath) {
        return UriComponentsBuilder.fromUriString(requestUrl)
                .replacePath(basePath + PATH)
                .replaceQuery(null)
                .fragment(null)
                .encode()
                .toUriString();
    }
}
