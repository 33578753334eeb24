package com.hubify.identity.server.apikey.expiry;

import java.time.Duration;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/** Gives notice of expiring keys on each node every minute. */
@Configuration(proxyBeanMethods = false)
class ExpiryConfiguration {

    private static final Duration EVERY = Duration.ofMinutes(1);

    /** A scheduler of its own: other scheduled work must not queue behind a Redis that does not answer. */
    @Bean(defaultCandidate = false)
    ThreadPoolTaskScheduler apiKeyExpiryScheduler() {
        ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
        scheduler.setDaemon(true);
        scheduler.setThreadNamePrefix("api-key-expiry-");
        return scheduler;
    }

    @Bean
    SmartInitializingSingleton apiKeyExpiryStart(
            ExpiryWatch watch, @Qualifier("apiKeyExpiryScheduler") TaskScheduler scheduler) {
        return () -> scheduler.scheduleWithFixedDelay(watch::giveAll, EVERY);
    }
}
