package com.hubify.identity.resource.graphql;

import com.hubify.identity.resource.Caller;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.graphql.data.method.annotation.support.AnnotatedControllerConfigurer;

/** {@link Caller} as an argument of GraphQL handlers in reactive services. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@ConditionalOnClass(AnnotatedControllerConfigurer.class)
public class WebFluxGraphQlConfiguration {

    @Bean
    static BeanPostProcessor hubifyGraphQlCaller() {
        return GraphQlConfiguration.handing(new WebFluxGraphQlCallerResolver());
    }
}
