package com.hubify.identity.server.apikey.change;

import com.hubify.identity.server.background.BackgroundWork;
import java.time.Duration;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Runs the review of changed keys on each node every few seconds. */
@Configuration
class ApiKeyReviewConfiguration {

    private static final Duration EVERY = Duration.ofSeconds(5);

    @Bean
    SmartInitializingSingleton apiKeyReviewStart(ApiKeyReviewer reviewer, BackgroundWork background) {
        return () -> background.repeat("api-key-reviews", "Reviewing changed API keys", EVERY, reviewer::reviewAll);
    }
}
