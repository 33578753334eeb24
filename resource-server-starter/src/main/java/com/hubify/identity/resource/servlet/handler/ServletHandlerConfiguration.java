package com.hubify.identity.resource.servlet.handler;

import com.hubify.identity.resource.Caller;
import com.hubify.identity.resource.MaxStaleness;
import com.hubify.identity.resource.RequiresScope;
import com.hubify.identity.resource.bean.BeanGuard;
import com.hubify.identity.resource.handler.HandlerGuard;
import com.hubify.identity.resource.servlet.ServletAccess;
import com.hubify.identity.resource.servlet.ServletBearerErrors;
import com.hubify.identity.resource.servlet.ServletFreshCaller;
import com.hubify.identity.resource.settings.ResourceServerProperties;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.handler.MappedInterceptor;

/** {@link RequiresScope}, {@link MaxStaleness} and {@link Caller} at Spring MVC's handlers. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass(DispatcherServlet.class)
public class ServletHandlerConfiguration {

    // Every handler mapping takes up interceptors of this type by itself, whatever a service does
    // to MVC's configuration.
    @Bean
    MappedInterceptor hubifyHandlerInterceptor(
            HandlerGuard guard, ServletFreshCaller callers, ServletAccess access, ServletBearerErrors errors) {
        return new MappedInterceptor(null, new ServletHandlerGuard(guard, callers, access, errors));
    }

    @Bean
    ServletGuardedAdapter hubifyHandlerAdapter(
            HandlerGuard guard, ServletFreshCaller callers, ServletAccess access, ServletBearerErrors errors) {
        return new ServletGuardedAdapter(new ServletHandlerGuard(guard, callers, access, errors));
    }

    @Bean
    ServletApiVersions hubifyApiVersions(ListableBeanFactory beans, ResourceServerProperties properties) {
        return new ServletApiVersions(beans, properties);
    }

    @Bean
    ServletHandlers hubifyHandlers(ListableBeanFactory beans, HandlerGuard guard) {
        return new ServletHandlers(beans, guard);
    }

    @Bean
    ServletRoutes hubifyRoutes(ListableBeanFactory beans, BeanGuard guard, HandlerGuard handlers) {
        return new ServletRoutes(beans, guard, handlers);
    }
}
