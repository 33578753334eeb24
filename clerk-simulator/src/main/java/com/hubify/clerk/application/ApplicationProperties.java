package com.hubify.clerk.application;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Registered applications.
 *
 * @param applications OAuth applications of the instance
 */
@ConfigurationProperties("clerk.simulator")
record ApplicationProperties(@DefaultValue List<OAuthApplication> applications) {

    ApplicationProperties {
        long names =
                applications.stream().map(OAuthApplication::clientId).distinct().count();
        if (names < applications.size()) {
            throw new IllegalArgumentException("clerk.simulator.applications: each needs its own client-id");
        }
    }
}
