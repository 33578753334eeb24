package com.hubify.identity.server.endpoint;

import org.springframework.boot.tomcat.TomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class EndpointConfiguration {

    /** At the context's pipeline, and so behind the limits on bodies, which are part of the engine's. */
    @Bean
    static WebServerFactoryCustomizer<TomcatWebServerFactory> namelessParameters() {
        return factory -> factory.addContextValves(new NamelessParameters());
    }
}
