package com.hubify.identity.resource.reactive;

import com.hubify.identity.resource.CallerWatch;
import com.hubify.identity.resource.memory.CredentialConfiguration;
import com.hubify.identity.resource.memory.CredentialVerifier;
import com.hubify.identity.resource.quota.Quotas;
import com.hubify.identity.resource.settings.ResourceServerProperties;
import com.hubify.identity.resource.use.KeyUses;
import com.hubify.identity.resource.web.ActuatorAccess;
import com.hubify.identity.resource.web.ChainReport;
import com.hubify.identity.resource.web.KeyExpiry;
import com.hubify.identity.resource.web.ResourceMetadata;
import java.util.List;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.security.config.web.server.SecurityWebFiltersOrder;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.MatcherSecurityWebFilterChain;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.WebFilterChainProxy;
import org.springframework.security.web.server.authentication.ServerAuthenticationConverter;
import org.springframework.web.cors.reactive.CorsConfigurationSource;
import org.springframework.web.reactive.DispatcherHandler;

/** Security of reactive services: reading credentials, answering refusals, and the starter's filter chain. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@Import({WebFluxBearerErrors.class, WebFluxUnmatchedExchanges.class, WebFluxFirstFilter.class})
public class WebFluxSecurityConfiguration {

    @Bean
    WebFluxCredentials hubifyCredentials(
            @Qualifier(CredentialConfiguration.OWN) ObjectProvider<ServerAuthenticationConverter> own) {
        return new WebFluxCredentials(own.getIfAvailable(WebFluxBearerTokens::new));
    }

    @Bean
    WebFluxVerifier hubifyVerifier(CredentialVerifier verifier) {
        return new WebFluxVerifier(verifier);
    }

    @Bean
    WebFluxRules hubifyRules(ResourceServerProperties properties, Environment environment) {
        return new WebFluxRules(properties.rules(), ActuatorAccess.find(environment));
    }

    @Bean
    HubifyReactiveResourceServer hubifyReactiveResourceServer(
            WebFluxCredentials credentials,
            WebFluxVerifier verifier,
            ResourceServerProperties properties,
            WebFluxBearerErrors errors,
            ResourceMetadata metadata,
            KeyUses uses,
            CallerWatch callers,
            Quotas quotas,
            BeanFactory beans) {
        KeyExpiry expiry = KeyExpiry.of(beans);
        return new HubifyReactiveResourceServer(
                credentials.converter(),
                exchange ->
                        new WebFluxAuthenticationManager(verifier, properties.maxStaleness(), uses, expiry, exchange),
                errors,
                metadata,
                callers,
                quotas);
    }

    @Bean
    WebFluxAccess hubifyAccess(
            ResourceServerProperties properties,
            WebFluxRules rules,
            WebFluxUnmatchedExchanges unmatched,
            Environment environment,
            ObjectProvider<CorsConfigurationSource> cors,
            ObjectProvider<DispatcherHandler> dispatchers) {
        return new WebFluxAccess(properties, rules, unmatched, environment, http -> {
            CorsConfigurationSource own = cors.getIfUnique();
            if (own == null) {
                http.addFilterAt(new WebFluxCors(dispatchers), SecurityWebFiltersOrder.CORS);
            } else {
                http.cors(origins -> origins.configurationSource(own));
            }
        });
    }

    /** All requests that no other filter chain matches need a credential, except health and the public paths. */
    @Bean
    SecurityWebFilterChain hubifyResourceServerChain(
            ObjectProvider<ServerHttpSecurity> security,
            WebFluxUnmatchedExchanges unmatched,
            HubifyReactiveResourceServer hubify,
            ResourceServerProperties properties,
            WebFluxAccess access) {
        if (!properties.filterChain().enabled()) {
            return new MatcherSecurityWebFilterChain(unmatched, List.of((exchange, chain) -> chain.filter(exchange)));
        }
        ServerHttpSecurity http = security.getIfAvailable(() -> {
            throw ChainReport.unused(WebFilterChainProxy.class.getSimpleName());
        });
        access.decide(http);
        return hubify.credentials(http.securityMatcher(unmatched))
                .logout(ServerHttpSecurity.LogoutSpec::disable)
                .build();
    }
}
