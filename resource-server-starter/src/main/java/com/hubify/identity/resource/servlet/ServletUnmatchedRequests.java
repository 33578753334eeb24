package com.hubify.identity.resource.servlet;

import com.hubify.identity.resource.settings.ResourceServerProperties;
import com.hubify.identity.resource.web.ChainReport;
import com.hubify.identity.settings.Settings;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.web.servlet.AbstractFilterRegistrationBean;
import org.springframework.security.config.BeanIds;
import org.springframework.security.web.FilterChainProxy;
import org.springframework.security.web.FilterInvocation;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.PathPatternRequestTransformer;
import org.springframework.security.web.debug.DebugFilter;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * The requests that no other filter chain of a service matches, in whatever order the chains stand. The starter's own chain is
 * for these, so that a narrow chain (a database console, a page of documentation) opens nothing beside its own paths.
 */
final class ServletUnmatchedRequests implements RequestMatcher, SmartInitializingSingleton {

    private static final Logger log = LoggerFactory.getLogger(ServletUnmatchedRequests.class);

    /** Spring Boot's bean that hands Spring Security's filter to the server. */
    private static final String REGISTRATION = "securityFilterChainRegistration";

    private static final Set<DispatcherType> DISPATCHES = EnumSet.complementOf(EnumSet.of(DispatcherType.ERROR));

    private final BeanFactory beans;
    private final boolean isEnabled;
    private final ChainReport report;
    private volatile List<SecurityFilterChain> others = List.of();

    ServletUnmatchedRequests(BeanFactory beans, ResourceServerProperties properties) {
        this.beans = beans;
        this.isEnabled = properties.filterChain().enabled();
        this.report = new ChainReport(log, properties);
    }

    @Override
    public boolean matches(HttpServletRequest request) {
        if (!isEnabled) {
            return false;
        }
        for (SecurityFilterChain other : others) {
            if (other.matches(request)) {
                return false;
            }
        }
        return true;
    }

    // Asked of Spring Security itself and not of the beans: chains may also be added without being one.
    @Override
    public void afterSingletonsInstantiated() {
        List<SecurityFilterChain> chains = beans.containsBean(BeanIds.SPRING_SECURITY_FILTER_CHAIN)
                ? chainsOf(beans.getBean(BeanIds.SPRING_SECURITY_FILTER_CHAIN))
                : List.of();
        others = chains.stream()
                .filter(chain -> !(chain instanceof ServletStarterChain))
                .toList();
        if (isEnabled && others.size() == chains.size()) {
            throw ChainReport.unused(BeanIds.SPRING_SECURITY_FILTER_CHAIN);
        }
        if (isEnabled && beans.containsBean(REGISTRATION)) {
            requireDispatches(beans.getBean(REGISTRATION));
        }
        report.say(others);
        report.warnOfUnasked(beans, this::isTaken);
    }

    // Matchers may ask for more of a request than this one has: then it isn't said whose it is.
    private boolean isTaken(ChainReport.Sample sample) {
        try {
            HttpServletRequest request = new PathPatternRequestTransformer()
                    .transform(new FilterInvocation("", sample.path(), sample.method()).getRequest());
            return others.stream().anyMatch(other -> other.matches(request));
        } catch (RuntimeException e) {
            return false;
        }
    }

    // Any that is left out would come to handlers and servlets without a question.
    private static void requireDispatches(Object registration) {
        Settings.require(
                !(registration instanceof AbstractFilterRegistrationBean<?> filter)
                        || filter.determineDispatcherTypes().containsAll(DISPATCHES),
                "spring.security.filter.dispatcher-types",
                "must have request, async, forward and include, or what it leaves out is open to anybody");
    }

    private static List<SecurityFilterChain> chainsOf(Object filter) {
        // As it is with @EnableWebSecurity(debug = true).
        Object debugged = filter instanceof DebugFilter debug ? debug.getFilterChainProxy() : filter;
        return debugged instanceof FilterChainProxy proxy ? proxy.getFilterChains() : List.of();
    }

    @Override
    public String toString() {
        return isEnabled ? "requests that no other filter chain matches" : "no request";
    }
}
