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
 * Serves the metadata document of a servlet service, to pages of any origin and to HEAD as to GET. It is below the path of the
 * servlet that answers, where refusals say it is: outside it, a server has nobody to ask. Spring Security's own filter knows
 * one place alone. Every other path is left to the service's own settings.
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

    // Without this, the filter would refuse every preflight of a path that it knows nothing about.
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

    // The container leaves the body out of an answer to HEAD.
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
