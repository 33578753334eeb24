package com.hubify.identity.resource;

import com.github.benmanes.caffeine.cache.Ticker;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the service knows of revocations. Nothing in here knows of servlets. */
@Configuration(proxyBeanMethods = false)
class RevocationConfiguration {

    @Bean
    RevocationView revocationView() {
        return new RevocationView(Ticker.systemTicker());
    }
}
