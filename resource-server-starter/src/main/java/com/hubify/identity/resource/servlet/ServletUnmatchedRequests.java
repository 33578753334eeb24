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
 * Matches requests that no other filter chain of the service matches, whatever the order of the chains. The starter's
 * filter chain applies to these, so that a narrow chain (for a database console or documentation pages) opens only its
 * own paths.
 */
final class ServletUnmatchedRequests implements RequestMatcher, SmartInitializingSingleton {

    private static final Logger log = LoggerFactory.getLogger(ServletUnmatchedRequests.class);

    /** Spring Boot's bean that registers Spring Security's filter with the server. */
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

    // Read from Spring Security itself and not from the bean factory: filter chains need not be beans.
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

    // A matcher may need more than this sample request has: then the result is unknown.
    private boolean isTaken(ChainReport.Sample sample) {
        try {
            HttpServletRequest request = new PathPatternRequestTransformer()
                    .transform(new FilterInvocation("", sample.path(), sample.method()).getRequest());
            return others.stream().anyMatch(other -> other.matches(request));
        } catch (RuntimeException e) {
            return false;
        }
    }

    // Requests of an omitted dispatcher type would reach handlers and servlets without authorization.
    private static void requireDispatches(Object registration) {
        Settings.require(
                !(registration instanceof AbstractFilterRegistrationBean<?> filter)
                        || filter.determineDispatcherTypes().containsAll(DISPATCHES),
                "spring.security.filter.dispatcher-types",
                "must contain request, async, forward and include: requests of an omitted type are open without a credential");
    }

    private static List<SecurityFilterChain> chainsOf(Object filter) {
        // With @EnableWebSecurity(debug = true).
        Object debugged = filter instanceof DebugFilter debug ? debug.getFilterChainProxy() : filter;
        return debugged instanceof FilterChainProxy proxy ? proxy.getFilterChains() : List.of();
    }

    @Override
    public String toString() {
        return isEnabled ? "requests that no other filter chain matches" : "no request";
    }
}
