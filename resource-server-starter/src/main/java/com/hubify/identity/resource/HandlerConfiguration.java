package com.hubify.identity.resource;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.handler.MappedInterceptor;

/** {@link RequiresScope} and {@link Caller} at Spring MVC's handlers. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(DispatcherServlet.class)
class HandlerConfiguration {

    private final RequiredScopes required = new RequiredScopes();

    // Every handler mapping takes up interceptors of this type by itself, whatever a service does to MVC's
    // configuration.
    @Bean
    MappedInterceptor scopeInterceptor(BearerErrors errors) {
        return new MappedInterceptor(null, new ScopeInterceptor(required, errors));
    }

    @Bean
    HandlerScopes handlerScopes(ListableBeanFactory beans) {
        return new HandlerScopes(beans, required);
    }
}
