package com.hubify.clerk.application;

import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Finds registered applications. */
@Component
public class OAuthApplications {

    private final ApplicationProperties properties;

    OAuthApplications(ApplicationProperties properties) {
        this.properties = properties;
    }

    public List<OAuthApplication> all() {
        return properties.applications();
    }

    public Optional<OAuthApplication> find(String clientId) {
        return all().stream()
                .filter(application -> application.clientId().equals(clientId))
                .findFirst();
    }
}
