package com.hubify.identity.server.apikey.change;

import java.time.Duration;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/** Runs the review of changed keys on each node every few seconds. */
@Configuration
class ApiKeyReviewConfiguration {

    private static final Duration EVERY = Duration.ofSeconds(5);

    /** A scheduler of its own: other scheduled work must not queue behind a Redis that does not answer. */
    @Bean(defaultCandidate = false)
    ThreadPoolTaskScheduler apiKeyReviewScheduler() {
        ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
        scheduler.setDaemon(true);
        scheduler.setThreadNamePrefix("api-key-reviews-");
        return scheduler;
    }

    @Bean
    SmartInitializingSingleton apiKeyReviewStart(
            ApiKeyReviewer reviewer, @Qualifier("apiKeyReviewScheduler") TaskScheduler scheduler) {
        return () -> scheduler.scheduleWithFixedDelay(reviewer::reviewAll, EVERY);
    }
}
