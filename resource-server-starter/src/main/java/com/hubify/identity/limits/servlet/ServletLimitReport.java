package com.hubify.identity.limits.servlet;

import com.github.benmanes.caffeine.cache.Ticker;
import com.hubify.identity.limits.RequestLimitProperties;
import com.hubify.identity.limits.RequestLimits;
import jakarta.servlet.ServletContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.web.context.WebApplicationContext;

/**
 * Warns at start if the limits do not apply because the service runs in a servlet container other than Spring Boot's
 * embedded Tomcat, such as one a WAR is deployed to. Does not depend on Tomcat classes.
 */
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass(ServletWebServerApplicationContext.class)
public final class ServletLimitReport implements ApplicationListener<ApplicationReadyEvent> {

    private static final Logger log = LoggerFactory.getLogger(ServletLimitReport.class);

    private static final String TOMCAT = "org.springframework.boot.tomcat.TomcatWebServer";

    private final RequestLimits limits;

    ServletLimitReport(RequestLimitProperties properties) {
        this.limits = new RequestLimits(properties, Ticker.systemTicker());
    }

    @Override
    public void onApplicationEvent(ApplicationReadyEvent started) {
        if (limits.areAny()
                && started.getApplicationContext() instanceof WebApplicationContext context
                && isReal(context.getServletContext())
                && !isTomcat(context instanceof ServletWebServerApplicationContext own ? own.getWebServer() : null)) {
            log.warn(
                    "Requests have no limits of size and time: hubify.request.* applies to Spring Boot's embedded Tomcat only,"
                            + " and this service runs in another servlet container. Set limits in the container, or in the proxy"
                            + " in front of it");
        }
    }

    // Tests without a server use Spring's mock of a servlet context.
    private static boolean isReal(@Nullable ServletContext container) {
        return container != null && !container.getClass().getName().startsWith("org.springframework.mock.");
    }

    private static boolean isTomcat(@Nullable WebServer server) {
        for (Class<?> type = server == null ? null : server.getClass(); type != null; type = type.getSuperclass()) {
            if (type.getName().equals(TOMCAT)) {
                return true;
            }
        }
        return false;
    }
}
