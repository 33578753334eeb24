package com.hubify.identity.resource;

import jakarta.servlet.DispatcherType;
import java.util.List;
import org.springframework.boot.actuate.endpoint.web.WebServerNamespace;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.context.ApplicationContext;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;

/** What the starter's chains open: health, the public paths, and what the rules allow a caller. */
final class ServletAccess {

    /** Beans that say what pages of other origins may do; without any, Spring Security can't be asked to heed them. */
    private static final List<String> CORS =
            List.of("corsFilter", "corsConfigurationSource", "mvcHandlerMappingIntrospector");

    private final ResourceServerProperties properties;
    private final ServletRules rules;
    private final ApplicationContext context;

    ServletAccess(ResourceServerProperties properties, ServletRules rules, ApplicationContext context) {
        this.properties = properties;
        this.rules = rules;
        this.context = context;
    }

    /** Has a chain decide so. */
    void decide(HttpSecurity http) {
        if (CORS.stream().anyMatch(context::containsBean)) {
            http.cors(Customizer.withDefaults());
        }
        http.authorizeHttpRequests(this::decide);
    }

    private void decide(
            AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry requests) {
        // Both come from inside, after the request itself was let through or refused.
        requests.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.FORWARD)
                .permitAll();
        if (ActuatorAccess.isPresent()) {
            ActuatorAccess actuator = ActuatorAccess.of(context.getEnvironment());
            requests.requestMatchers(
                            EndpointRequest.to("health"),
                            EndpointRequest.toAdditionalPaths(WebServerNamespace.SERVER, "health"))
                    .permitAll();
            open(requests, actuator.named(properties.publicPaths()));
            requests.requestMatchers(EndpointRequest.toAnyEndpoint()).access(rules.only(actuator::isNamedBy));
        }
        open(requests, properties.publicPaths());
        requests.anyRequest().access(rules);
    }

    private static void open(
            AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry requests,
            List<String> paths) {
        if (!paths.isEmpty()) {
            String[] patterns = paths.toArray(String[]::new);
            requests.requestMatchers(HttpMethod.GET, patterns).permitAll();
            requests.requestMatchers(HttpMethod.HEAD, patterns).permitAll();
        }
    }
}
