package com.hubify.identity.resource;

import java.util.List;
import org.springframework.boot.actuate.endpoint.web.WebServerNamespace;
import org.springframework.boot.security.autoconfigure.actuate.web.reactive.EndpointRequest;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity.AuthorizeExchangeSpec;

/** What the starter's chains open: health, the public paths, and what the rules allow a caller. */
final class WebFluxAccess {

    private final ResourceServerProperties properties;
    private final WebFluxRules rules;
    private final Environment environment;
    private final Customizer<ServerHttpSecurity> cors;

    /** @param cors has a chain heed what pages of other origins may do */
    WebFluxAccess(
            ResourceServerProperties properties,
            WebFluxRules rules,
            Environment environment,
            Customizer<ServerHttpSecurity> cors) {
        this.properties = properties;
        this.rules = rules;
        this.environment = environment;
        this.cors = cors;
    }

    /** Has a chain decide so. */
    void decide(ServerHttpSecurity http) {
        cors.customize(http);
        http.authorizeExchange(this::decide);
    }

    private void decide(AuthorizeExchangeSpec exchanges) {
        if (ActuatorAccess.isPresent()) {
            ActuatorAccess actuator = ActuatorAccess.of(environment);
            exchanges
                    .matchers(
                            EndpointRequest.to("health"),
                            EndpointRequest.toAdditionalPaths(WebServerNamespace.SERVER, "health"))
                    .permitAll();
            open(exchanges, actuator.named(properties.publicPaths()));
            exchanges.matchers(EndpointRequest.toAnyEndpoint()).access(rules.only(actuator::isNamedBy));
        }
        open(exchanges, properties.publicPaths());
        exchanges.anyExchange().access(rules);
    }

    private static void open(AuthorizeExchangeSpec exchanges, List<String> paths) {
        if (!paths.isEmpty()) {
            String[] patterns = paths.toArray(String[]::new);
            exchanges.pathMatchers(HttpMethod.GET, patterns).permitAll();
            exchanges.pathMatchers(HttpMethod.HEAD, patterns).permitAll();
        }
    }
}
