package com.hubify.identity.resource.graphql;

import com.hubify.identity.resource.Caller;
import com.hubify.identity.resource.demand.ThreadCaller;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.graphql.data.method.HandlerMethodArgumentResolver;
import org.springframework.graphql.data.method.annotation.support.AnnotatedControllerConfigurer;

/** {@link Caller} as an argument of GraphQL handlers. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(AnnotatedControllerConfigurer.class)
public class GraphQlConfiguration {

    @Bean
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
    static BeanPostProcessor hubifyGraphQlCaller(BeanFactory beans) {
        return handing(new GraphQlCallerResolver(new ThreadCaller(beans)));
    }

    // Resolvers can only be added before the configurer is initialized, be it the service's own or Spring Boot's.
    static BeanPostProcessor handing(HandlerMethodArgumentResolver resolver) {
        return new BeanPostProcessor() {

            @Override
            public Object postProcessBeforeInitialization(Object bean, String name) {
                if (bean instanceof AnnotatedControllerConfigurer mappings) {
                    mappings.addCustomArgumentResolver(resolver);
                }
                return bean;
            }
        };
    }
}
