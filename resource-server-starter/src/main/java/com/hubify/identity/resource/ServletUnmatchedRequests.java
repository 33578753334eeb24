package com.hubify.identity.resource;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.security.config.BeanIds;
import org.springframework.security.web.FilterChainProxy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.debug.DebugFilter;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * The requests that no other filter chain of a service matches, in whatever order the chains stand. The starter's own chain is
 * for these, so that a narrow chain (a database console, a page of documentation) opens nothing beside its own paths.
 */
final class ServletUnmatchedRequests implements RequestMatcher, SmartInitializingSingleton {

    private static final Logger log = LoggerFactory.getLogger(ServletUnmatchedRequests.class);

    private final BeanFactory beans;
    private final boolean isEnabled;
    private volatile List<SecurityFilterChain> others = List.of();

    ServletUnmatchedRequests(BeanFactory beans, ResourceServerProperties properties) {
        this.beans = beans;
        this.isEnabled = properties.filterChain().enabled();
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
        ChainReport.log(log, isEnabled, others);
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
