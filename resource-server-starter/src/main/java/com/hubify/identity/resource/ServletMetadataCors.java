package com.hubify.identity.resource;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import org.springframework.web.filter.CorsFilter;

/** Lets pages of any origin read the metadata document; every other path is left to the service's own settings. */
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
}
