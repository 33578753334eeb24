package com.hubify.identity.resource;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpMethod;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import org.springframework.web.filter.CorsFilter;

/**
 * Lets pages of any origin read the metadata document, and programs ask for it by HEAD, for which Spring Security has GET alone;
 * every other path is left to the service's own settings.
 */
final class ServletMetadataCors extends CorsFilter {

    private final UrlBasedCorsConfigurationSource documents;

    ServletMetadataCors() {
        this(new UrlBasedCorsConfigurationSource());
        documents.registerCorsConfiguration(ResourceMetadata.PATH + "/**", ResourceMetadata.readers());
    }

    private ServletMetadataCors(UrlBasedCorsConfigurationSource documents) {
        super(documents);
        this.documents = documents;
    }

    // Without this, the filter would refuse every preflight of a path that it knows nothing about.
    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return documents.getCorsConfiguration(request) == null;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        super.doFilterInternal(
                HttpMethod.HEAD.matches(request.getMethod()) ? asGet(request) : request, response, chain);
    }

    /** The container leaves the body out. */
    private static HttpServletRequest asGet(HttpServletRequest request) {
        return new HttpServletRequestWrapper(request) {
            @Override
            public String getMethod() {
                return HttpMethod.GET.name();
            }
        };
    }
}
