package com.hubify.clerk.webhook;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.concurrent.SimpleAsyncTaskScheduler;

/** Threads for deliveries. */
@Configuration(proxyBeanMethods = false)
class WebhookConfiguration {

    /** A receiver that keeps its fifteen seconds must not keep the others waiting, but threads cost. */
    private static final int MOST_AT_ONCE = 32;

    @Bean(defaultCandidate = false)
    SimpleAsyncTaskScheduler webhookScheduler() {
        SimpleAsyncTaskScheduler scheduler = new SimpleAsyncTaskScheduler();
        scheduler.setConcurrencyLimit(MOST_AT_ONCE);
        scheduler.setDaemon(true);
        scheduler.setThreadNamePrefix("webhooks-");
        return scheduler;
    }
}
