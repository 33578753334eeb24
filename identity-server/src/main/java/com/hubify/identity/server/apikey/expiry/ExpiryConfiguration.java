package com.hubify.identity.server.apikey.expiry;

import com.hubify.identity.server.background.BackgroundWork;
import java.time.Duration;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Gives notice of expiring keys on each node every minute. */
@Configuration(proxyBeanMethods = false)
class ExpiryConfiguration {

    private static final Duration EVERY = Duration.ofMinutes(1);

    @Bean
    SmartInitializingSingleton apiKeyExpiryStart(ExpiryWatch watch, BackgroundWork background) {
        return () -> background.repeat("api-key-expiry", "Giving notice of expiring API keys", EVERY, watch::giveAll);
    }
}
