package com.hubify.identity.resource.servlet;

import com.hubify.identity.resource.bean.BeanGuard;
import com.hubify.identity.resource.memory.CredentialConfiguration;
import com.hubify.identity.resource.settings.ResourceServerProperties;
import com.hubify.identity.resource.web.ActuatorAccess;
import com.hubify.identity.resource.web.ChainReport;
import jakarta.servlet.DispatcherType;
import java.util.EnumSet;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;
import org.springframework.security.config.BeanIds;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.web.DefaultSecurityFilterChain;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;

/** Security of servlet services: reading credentials, answering refusals, and the starter's filter chain. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@Import({ServletBearerErrors.class, ServletFreshCaller.class, ServletUnmatchedRequests.class, ServletAccess.class})
public class ServletSecurityConfiguration {

    // After the filter chain for browsers, if there is one.
    private static final int CREDENTIALS = Ordered.HIGHEST_PRECEDENCE + 1;

    @Bean
    ServletCredentials hubifyCredentials(
            @Qualifier(CredentialConfiguration.OWN) ObjectProvider<BearerTokenResolver> own) {
        return new ServletCredentials(own.getIfAvailable(ServletBearerTokens::new));
    }

    @Bean
    ServletRules hubifyRules(
            ResourceServerProperties properties,
            ObjectProvider<PathPatternRequestMatcher.Builder> matchers,
            Environment environment) {
        String path = environment.getProperty("spring.mvc.servlet.path", "");
        return new ServletRules(
                properties.rules(),
                matchers.getIfAvailable(PathPatternRequestMatcher::withDefaults),
                path.endsWith("/") ? path.substring(0, path.length() - 1) : path,
                ActuatorAccess.find(environment));
    }

    /** Takes the caller from the thread that serves the request. */
    @Bean
    static BeanGuard hubifyBeanGuard(ConfigurableListableBeanFactory beans) {
        return BeanGuard.byThread(beans);
    }

    /** Directly before Spring Security's filter. */
    @Bean
    FilterRegistrationBean<ServletFirstFilter> hubifyFirstFilter(ServletBearerErrors errors, Environment environment) {
        FilterRegistrationBean<ServletFirstFilter> filter =
                new FilterRegistrationBean<>(new ServletFirstFilter(errors));
        filter.setDispatcherTypes(EnumSet.complementOf(EnumSet.of(DispatcherType.ERROR)));
        int security = environment.getProperty(
                "spring.security.filter.order", Integer.class, SecurityFilterProperties.DEFAULT_FILTER_ORDER);
        filter.setOrder(Math.max(security, Ordered.HIGHEST_PRECEDENCE + 1) - 1);
        return filter;
    }

    @Bean
    FilterRegistrationBean<ServletLastFilter> hubifyLastFilter(ServletAccess access, ServletBearerErrors errors) {
        FilterRegistrationBean<ServletLastFilter> filter =
                new FilterRegistrationBean<>(new ServletLastFilter(access, errors));
        filter.setDispatcherTypes(EnumSet.complementOf(EnumSet.of(DispatcherType.ERROR)));
        // Filters mapped to servlet names run after all filters mapped to paths.
        filter.setServletNames(List.of("*"));
        filter.setMatchAfter(true);
        return filter;
    }

    /** All requests that no other filter chain matches need a credential, except health and the public paths. */
    @Bean
    SecurityFilterChain hubifyResourceServerChain(
            ObjectProvider<HttpSecurity> security,
            ServletUnmatchedRequests unmatched,
            ResourceServerProperties properties,
            ServletAccess access) {
        if (!properties.filterChain().enabled()) {
            return new ServletStarterChain(new DefaultSecurityFilterChain(unmatched, List.of()), CREDENTIALS);
        }
        HttpSecurity http = security.getIfAvailable(() -> {
            throw ChainReport.unused(BeanIds.SPRING_SECURITY_FILTER_CHAIN);
        });
        access.decide(http);
        return new ServletStarterChain(
                http.securityMatcher(unmatched)
                        .with(HubifyResourceServer.credentials(), Customizer.withDefaults())
                        .logout(logout -> logout.disable())
                        .build(),
                CREDENTIALS);
    }
}
