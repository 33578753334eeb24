package com.hubify.identity.resource.servlet.handler;

import com.hubify.identity.resource.bean.BeanGuard;
import com.hubify.identity.resource.bean.JaxRsResources;
import com.hubify.identity.resource.handler.HandlerGuard;
import com.hubify.identity.resource.servlet.ServletAccess;
import com.hubify.identity.resource.servlet.ServletBearerErrors;
import com.hubify.identity.resource.servlet.ServletFreshCaller;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.core.Application;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.jersey.autoconfigure.ResourceConfigCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What handles requests beside Spring MVC: servlets and filters that are registered, and JAX-RS. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
public class ServletContainerConfiguration {

    @Bean
    ServletRegistrations hubifyServletRegistrations(ListableBeanFactory beans, BeanGuard guard) {
        return new ServletRegistrations(beans, guard);
    }

    /** Apart, since many services have no JAX-RS. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(Application.class)
    static class JaxRs {

        @Bean
        JaxRsResources hubifyJaxRsResources(ListableBeanFactory beans, BeanGuard guard) {
            return new JaxRsResources(beans, guard);
        }

        @Bean
        ServletJaxRsErrors hubifyJaxRsErrors(ServletBearerErrors errors) {
            return new ServletJaxRsErrors(errors);
        }

        @Configuration(proxyBeanMethods = false)
        @ConditionalOnClass(ResourceConfigCustomizer.class)
        static class Jersey {

            // Last of all: a service may have a mapper of its own for these.
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
