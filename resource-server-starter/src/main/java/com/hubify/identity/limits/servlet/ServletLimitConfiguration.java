package com.hubify.identity.limits.servlet;

import com.github.benmanes.caffeine.cache.Ticker;
import com.hubify.identity.limits.LimitAnswers;
import com.hubify.identity.limits.RequestLimitProperties;
import com.hubify.identity.limits.RequestLimits;
import jakarta.servlet.DispatcherType;
import org.apache.catalina.Valve;
import org.apache.catalina.connector.Connector;
import org.apache.coyote.AbstractProtocol;
import org.apache.tomcat.util.IntrospectionUtils;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.annotation.RegisterReflection;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.tomcat.TomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Applies the limits in Tomcat itself. A servlet filter would be too late: Tomcat reads parameters and parts without
 * passing through it.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass({Valve.class, ConfigurableTomcatWebServerFactory.class})
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@RegisterReflection(
        classes = {ServletTimedProtocol.class, Connector.class},
        memberCategories = {MemberCategory.INVOKE_PUBLIC_CONSTRUCTORS, MemberCategory.INVOKE_PUBLIC_METHODS})
public class ServletLimitConfiguration {

    private static final int NO_LIMIT = -1;

    /** Runs after all other customizers, so that it sees the timeout that the service has configured. */
    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> hubifyRequestLimits(
            RequestLimitProperties properties,
            ObjectProvider<LimitAnswers> answers,
            ObjectProvider<Ticker> ticker,
            ListableBeanFactory beans) {
        RequestLimits limits = new RequestLimits(properties, ticker.getIfUnique(Ticker::systemTicker));
        LimitAnswers form = answers.getIfAvailable(() -> LimitAnswers.STATUS_ALONE);
        ServletCors cors = new ServletCors(beans);
        return factory -> {
            if (factory instanceof TomcatWebServerFactory tomcat
                    && tomcat.getProtocol().equals(TomcatWebServerFactory.DEFAULT_PROTOCOL)) {
                tomcat.setProtocol(ServletTimedProtocol.class.getName());
            }
            // Tomcat answers 500 on every path if Accept-Language lists more languages than this limit. The size of
            // the header section limits them already. Set by name, since the Tomcat of Spring Boot 4.0.7 does not
            // have this property.
            factory.addConnectorCustomizers(
                    connector -> IntrospectionUtils.setProperty(connector, "maxLocaleCount", String.valueOf(NO_LIMIT)));
            factory.addEngineValves(new ServletLimitValve(limits, form, cors));
            factory.addProtocolHandlerCustomizers(protocol -> {
                if (protocol instanceof ServletTimedProtocol timed) {
                    timed.limit(limits.everywhere().time());
                }
                if (protocol instanceof AbstractProtocol<?> http) {
                    waitNoLonger(http, limits.everywhere());
                }
            });
        };
    }

    @Bean
    FilterRegistrationBean<ServletUnreadableParameters> hubifyUnreadableParameters() {
        FilterRegistrationBean<ServletUnreadableParameters> filter =
                new FilterRegistrationBean<>(new ServletUnreadableParameters());
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return filter;
    }

    @Bean
    FilterRegistrationBean<ServletErrorHeaders> hubifyErrorHeaders() {
        FilterRegistrationBean<ServletErrorHeaders> headers = new FilterRegistrationBean<>(new ServletErrorHeaders());
        headers.setDispatcherTypes(DispatcherType.ERROR);
        headers.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return headers;
    }

    // Only this timeout notices a client that stops sending within the header section, so it must not exceed the
    // request's time limit.
    private static void waitNoLonger(AbstractProtocol<?> protocol, RequestLimits.Limit limit) {
        if (!limit.isTimed()) {
            return;
        }
        int longest = (int) Math.min(Integer.MAX_VALUE, limit.time().toMillis());
        int timeout = protocol.getConnectionTimeout();
        if (timeout <= 0 || timeout > longest) {
            int keepAlive = protocol.getKeepAliveTimeout();
            protocol.setConnectionTimeout(longest);
            protocol.setKeepAliveTimeout(keepAlive);
        }
    }
}
