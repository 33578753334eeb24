package com.hubify.identity.resource.relay;

import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.webclient.WebClientCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Adds the relay to Spring Boot's builders of WebClient, and HTTP service clients based on it, in servlet services too.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass({WebClient.class, WebClientCustomizer.class})
public class WebFluxRelayConfiguration {

    @Bean
    WebFluxCallerRelay hubifyReactiveRelay(CallerRelay relay) {
        return new WebFluxCallerRelay(relay);
    }

    @Bean
    WebClientCustomizer hubifyWebClientRelay(WebFluxCallerRelay relay) {
        return client -> client.filter(relay);
    }
}
