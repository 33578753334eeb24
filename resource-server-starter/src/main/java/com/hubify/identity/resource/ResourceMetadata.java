package com.hubify.identity.resource;

import jakarta.servlet.http.HttpServletRequest;
import java.util.function.Consumer;
import org.springframework.security.oauth2.server.resource.OAuth2ProtectedResourceMetadata;
import org.springframework.security.web.util.UrlUtils;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * What this service tells clients about itself: whose tokens it takes and which scopes its handlers ask for.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9728#section-2">RFC 9728, section 2</a>
 */
final class ResourceMetadata implements Consumer<OAuth2ProtectedResourceMetadata.Builder> {

    private static final String PATH = "/.well-known/oauth-protected-resource";

    private final String issuer;
    private final ScopesSupported scopes;

    ResourceMetadata(String issuer, ScopesSupported scopes) {
        this.issuer = issuer;
        this.scopes = scopes;
    }

    @Override
    public void accept(OAuth2ProtectedResourceMetadata.Builder document) {
        document.authorizationServer(issuer).tlsClientCertificateBoundAccessTokens(false);
        scopes.values().forEach(document::scope);
    }

    /** Where the document of the asked service is. */
    static String address(HttpServletRequest request) {
        return UriComponentsBuilder.fromUriString(UrlUtils.buildFullRequestUrl(request))
                .replacePath(request.getContextPath() + PATH)
                .replaceQuery(null)
                .fragment(null)
                .encode()
                .toUriString();
    }
}
