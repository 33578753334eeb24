package com.hubify.identity.resource.servlet.handler;

import com.hubify.identity.resource.bean.BeanGuard;
import com.hubify.identity.resource.handler.HandlerGuard;
import com.hubify.identity.resource.servlet.ServletAccess;
import com.hubify.identity.resource.servlet.ServletBearerErrors;
import com.hubify.identity.resource.servlet.ServletFreshCaller;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.core.Application;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.jersey.autoconfigure.ResourceConfigCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.cors.CorsConfigurationSource;

/** Request handling outside Spring MVC: registered servlets and filters, and JAX-RS. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
public class ServletContainerConfiguration {

    /** Stops the start if an annotated servlet or filter is registered as an object that is not a guarded bean. */
    @Bean
    SmartInitializingSingleton hubifyServletRegistrations(ListableBeanFactory beans, BeanGuard guard) {
        return () -> Stream.concat(
                        beans.getBeansOfType(ServletRegistrationBean.class).values().stream()
                                .map(ServletRegistrationBean::getServlet),
                        beans.getBeansOfType(FilterRegistrationBean.class).values().stream()
                                .map(FilterRegistrationBean::getFilter))
                .filter(Objects::nonNull)
                .forEach(guard::requireGuarded);
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnMissingClass("org.springframework.web.servlet.DispatcherServlet")
    static class WithoutMvc {

        /**
         * Spring Security reads CORS settings from Spring MVC and fails to start without it. Without Spring MVC, this
         * bean allows no other origin.
         */
        @Bean
        @ConditionalOnMissingBean(name = "corsConfigurationSource")
        CorsConfigurationSource corsConfigurationSource() {
            return request -> null;
        }
    }

    /** In a class of its own, since many services do not have JAX-RS. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(Application.class)
    static class JaxRs {

        /** Stops the start if annotated resources are not beans but instantiated by JAX-RS. */
        @Bean
        @SuppressWarnings("deprecation")
        SmartInitializingSingleton hubifyJaxRsResources(ListableBeanFactory beans, BeanGuard guard) {
            return () -> beans.getBeansOfType(Application.class).values().forEach(application -> {
                application.getClasses().forEach(guard::requireComponent);
                application.getSingletons().forEach(guard::requireGuarded);
            });
        }

        @Bean
        ServletJaxRsErrors hubifyJaxRsErrors(ServletBearerErrors errors) {
            return new ServletJaxRsErrors(errors);
        }

        @Configuration(proxyBeanMethods = false)
        @ConditionalOnClass(ResourceConfigCustomizer.class)
        static class Jersey {

            // Last, since the service may have its own mapper for these exceptions.
            @Bean
            ResourceConfigCustomizer hubifyJerseyErrors(ServletJaxRsErrors errors) {
                return resources -> resources.register(errors, Integer.MAX_VALUE);
            }

            @Bean
            ResourceConfigCustomizer hubifyJerseyGuard(
                    ServletAccess access, HandlerGuard guard, ServletFreshCaller callers, ServletBearerErrors errors) {
                return resources -> resources.register(
                        new ServletJerseyGuard(access, guard, callers, errors), Priorities.AUTHORIZATION);
            }
        }
    }
}
