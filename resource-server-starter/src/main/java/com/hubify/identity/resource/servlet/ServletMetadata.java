package com.hubify.identity.resource.servlet;

import com.hubify.identity.resource.web.ResourceMetadata;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.security.web.util.UrlUtils;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import org.springframework.web.filter.CorsFilter;

/**
 * Serves the resource metadata of a servlet service, to pages of any origin, for GET and HEAD. Its path is below that
 * of the servlet, as refusals announce it: outside of it, no servlet would serve it. Spring Security's own filter
 * supports only a path at the root. Does not affect other paths.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9728#section-3">RFC 9728, section 3</a>
 */
final class ServletMetadata extends CorsFilter {

    private final UrlBasedCorsConfigurationSource documents;
    private final ResourceMetadata metadata;

    ServletMetadata(ResourceMetadata metadata) {
        this(metadata, new UrlBasedCorsConfigurationSource());
        documents.registerCorsConfiguration(ResourceMetadata.PATH + "/**", ResourceMetadata.readers());
    }

    private ServletMetadata(ResourceMetadata metadata, UrlBasedCorsConfigurationSource documents) {
        super(documents);
        this.documents = documents;
        this.metadata = metadata;
    }

    // Otherwise the filter would refuse preflight requests to paths without CORS settings.
    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return documents.getCorsConfiguration(request) == null;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        boolean isRead = ResourceMetadata.READING.contains(HttpMethod.valueOf(request.getMethod()));
        super.doFilterInternal(request, response, isRead ? (asked, answer) -> write(request, response) : chain);
    }

    // The container omits the body of an answer to HEAD.
    private void write(HttpServletRequest request, HttpServletResponse response) throws IOException {
        byte[] body = metadata.document(UrlUtils.buildFullRequestUrl(
                        request.getScheme(),
                        request.getServerName(),
                        request.getServerPort(),
                        request.getRequestURI(),
                        null)
                .replace(ResourceMetadata.PATH, ""));
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
