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

/** Relays the caller's credential with Spring Boot's RestClient, RestTemplate, and HTTP services made of either. */
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

        // Not added unless an origin is configured: an interceptor buffers whole bodies in memory.
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
