package com.hubify.identity.resource;

import com.hubify.identity.envelope.RequestIds;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.security.autoconfigure.actuate.web.reactive.EndpointRequest;
import org.springframework.boot.security.autoconfigure.web.reactive.ConditionalOnDefaultReactiveWebSecurity;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.web.server.SecurityWebFiltersOrder;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.authentication.ServerAuthenticationConverter;
import org.springframework.util.ClassUtils;
import org.springframework.web.cors.reactive.CorsConfigurationSource;
import org.springframework.web.reactive.DispatcherHandler;

/** The reactive edge: where credentials are read, how refusals are answered, and the chain that closes everything else. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
class WebFluxSecurityConfiguration {

    private static final boolean ACTUATOR = ClassUtils.isPresent(
            "org.springframework.boot.health.actuate.endpoint.HealthEndpoint",
            WebFluxSecurityConfiguration.class.getClassLoader());

    @Bean
    @ConditionalOnMissingBean
    ServerAuthenticationConverter bearerTokenConverter() {
        return new WebFluxBearerTokens();
    }

    @Bean
    WebFluxBearerErrors bearerErrors(RequestIds ids, RefusalLog log) {
        return new WebFluxBearerErrors(ids, log);
    }

    @Bean
    WebFluxVerifier webFluxVerifier(CredentialVerifier verifier) {
        return new WebFluxVerifier(verifier);
    }

    @Bean
    WebFluxRules hubifyRules(ResourceServerProperties properties) {
        return new WebFluxRules(properties.rules());
    }

    @Bean
    HubifyReactiveResourceServer hubifyReactiveResourceServer(
            ServerAuthenticationConverter converter,
            WebFluxVerifier verifier,
            ResourceServerProperties properties,
            WebFluxBearerErrors errors,
            ResourceMetadata metadata) {
        return new HubifyReactiveResourceServer(
                converter, new WebFluxAuthenticationManager(verifier, properties.maxStaleness()), errors, metadata);
    }

    /** Everything needs a credential, save health and the paths the service names. */
    @Bean
    @ConditionalOnDefaultReactiveWebSecurity
    SecurityWebFilterChain hubifyResourceServerChain(
            ServerHttpSecurity http,
            HubifyReactiveResourceServer hubify,
            ResourceServerProperties properties,
            WebFluxRules hubifyRules,
            ObjectProvider<CorsConfigurationSource> cors,
            ObjectProvider<DispatcherHandler> dispatchers) {
        String[] publicPaths = properties.publicPaths().toArray(String[]::new);
        if (cors.getIfAvailable() == null) {
            http.addFilterAt(new WebFluxCors(dispatchers), SecurityWebFiltersOrder.CORS);
        } else {
            http.cors(Customizer.withDefaults());
        }
        return hubify.credentials(http)
                .logout(ServerHttpSecurity.LogoutSpec::disable)
                .authorizeExchange(exchanges -> {
                    if (ACTUATOR) {
                        exchanges.matchers(EndpointRequest.to("health")).permitAll();
                    }
                    if (publicPaths.length > 0) {
                        exchanges.pathMatchers(HttpMethod.GET, publicPaths).permitAll();
                        exchanges.pathMatchers(HttpMethod.HEAD, publicPaths).permitAll();
                    }
                    exchanges.anyExchange().access(hubifyRules);
                })
                .build();
    }
}
