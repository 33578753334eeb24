package com.hubify.identity.resource;

import com.hubify.identity.envelope.RequestIds;
import jakarta.servlet.DispatcherType;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.boot.security.autoconfigure.web.servlet.ConditionalOnDefaultServletWebSecurity;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.util.ClassUtils;

/** The servlet edge: where credentials are read, how refusals are answered, and the chain that closes everything else. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
class ServletSecurityConfiguration {

    private static final boolean ACTUATOR = ClassUtils.isPresent(
            "org.springframework.boot.health.actuate.endpoint.HealthEndpoint",
            ServletSecurityConfiguration.class.getClassLoader());

    @Bean
    @ConditionalOnMissingBean
    BearerTokenResolver bearerTokenResolver() {
        return new ServletBearerTokens();
    }

    @Bean
    ServletBearerErrors bearerErrors(RequestIds ids, RefusalLog log) {
        return new ServletBearerErrors(ids, log);
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
                path.endsWith("/") ? path.substring(0, path.length() - 1) : path);
    }

    /** Everything needs a credential, save health and the paths the service names. */
    @Bean
    @Order(SecurityFilterProperties.BASIC_AUTH_ORDER)
    @ConditionalOnDefaultServletWebSecurity
    SecurityFilterChain hubifyResourceServerChain(
            HttpSecurity http, ResourceServerProperties properties, ServletRules hubifyRules) {
        String[] publicPaths = properties.publicPaths().toArray(String[]::new);
        return http.with(HubifyResourceServer.credentials(), Customizer.withDefaults())
                .cors(Customizer.withDefaults())
                .logout(logout -> logout.disable())
                .authorizeHttpRequests(requests -> {
                    // Both come from inside, after the request itself was let through or refused.
                    requests.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.FORWARD)
                            .permitAll();
                    openHealth(requests);
                    if (publicPaths.length > 0) {
                        requests.requestMatchers(HttpMethod.GET, publicPaths).permitAll();
                        requests.requestMatchers(HttpMethod.HEAD, publicPaths).permitAll();
                    }
                    requests.anyRequest().access(hubifyRules);
                })
                .build();
    }

    private static void openHealth(
            AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry requests) {
        if (ACTUATOR) {
            requests.requestMatchers(EndpointRequest.to("health")).permitAll();
        }
    }
}
