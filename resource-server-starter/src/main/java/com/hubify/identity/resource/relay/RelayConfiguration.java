package com.hubify.identity.resource.relay;

import com.hubify.identity.resource.demand.ThreadCaller;
import com.hubify.identity.resource.settings.RelayProperties;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.restclient.RestClientCustomizer;
import org.springframework.boot.restclient.RestTemplateCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Adds the relay to Spring Boot's builders of RestClient and RestTemplate, and HTTP service clients based on them. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RelayProperties.class)
public class RelayConfiguration {

    @Bean
    CallerRelay hubifyRelay(RelayProperties properties, Environment environment, BeanFactory beans) {
        if (!properties.origins().isEmpty()) {
            RelayRedirects.requireNone(environment);
        }
        return new CallerRelay(properties.named(), new ThreadCaller(beans));
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(HttpClientSettings.class)
    static class Redirects {

        @Bean
        static RelayRedirects hubifyRelayRedirects(Environment environment) {
            return new RelayRedirects(environment);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(RestClientCustomizer.class)
    static class Blocking {

        // Not added if no origin is configured: an interceptor buffers whole bodies in memory.
        @Bean
        RestClientCustomizer hubifyRestClientRelay(CallerRelay relay) {
            return client -> {
                if (!relay.isIdle()) {
                    client.requestInterceptor(relay);
                }
            };
        }

        @Bean
        RestTemplateCustomizer hubifyRestTemplateRelay(CallerRelay relay) {
            return client -> {
                if (!relay.isIdle()) {
                    client.getInterceptors().add(relay);
                }
            };
        }
    }
}
