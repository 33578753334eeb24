package com.hubify.identity.server.endpoint;

import org.springframework.boot.tomcat.TomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class EndpointConfiguration {

    /** In the context, and so behind the limits of the engine, which hold for what is read here. */
    @Bean
    static WebServerFactoryCustomizer<TomcatWebServerFactory> namelessParameters() {
        return factory -> factory.addContextValves(new NamelessParameters());
    }
}
