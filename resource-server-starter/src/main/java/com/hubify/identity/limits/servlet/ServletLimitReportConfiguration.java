package com.hubify.identity.limits.servlet;

import com.github.benmanes.caffeine.cache.Ticker;
import com.hubify.identity.limits.RequestLimitProperties;
import com.hubify.identity.limits.RequestLimits;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Apart from the limits themselves, which need a Tomcat on the class path. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass(ServletWebServerApplicationContext.class)
public class ServletLimitReportConfiguration {

    @Bean
    ServletLimitReport limitReport(RequestLimitProperties properties) {
        return new ServletLimitReport(new RequestLimits(properties, Ticker.systemTicker()));
    }
}
