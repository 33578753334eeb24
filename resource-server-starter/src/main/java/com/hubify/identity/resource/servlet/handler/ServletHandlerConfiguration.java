package com.hubify.identity.resource.servlet.handler;

import com.hubify.identity.resource.Caller;
import com.hubify.identity.resource.MaxStaleness;
import com.hubify.identity.resource.RequiresRecentSignIn;
import com.hubify.identity.resource.RequiresScope;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.handler.MappedInterceptor;

/** {@link RequiresScope}, {@link RequiresRecentSignIn}, {@link MaxStaleness} and {@link Caller} in handlers of Spring MVC. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass(DispatcherServlet.class)
@Import({
    ServletHandlerGuard.class,
    ServletGuardedAdapter.class,
    ServletApiVersions.class,
    ServletHandlers.class,
    ServletRoutes.class
})
public class ServletHandlerConfiguration {

    // Spring's handler mappings detect interceptors of this type themselves, however a service changes the
    // configuration of Spring MVC.
    @Bean
    MappedInterceptor hubifyHandlerInterceptor(ServletHandlerGuard guard) {
        return new MappedInterceptor(null, guard);
    }
}
