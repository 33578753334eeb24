package com.hubify.clerk.fault;

import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the faults in front of everything. */
@Configuration(proxyBeanMethods = false)
class FaultConfiguration {

    @Bean
    static WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> faults(FaultSwitches switches) {
        return factory -> factory.addEngineValves(new FaultValve(switches));
    }
}
