package com.hubify.identity.resource.reactive;

import com.hubify.identity.resource.web.BrowserRequests;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.oauth2.client.registration.ReactiveClientRegistrationRepository;
import org.springframework.security.web.server.MatcherSecurityWebFilterChain;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The reactive counterpart of {@code ServletLoginConfiguration}. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@ConditionalOnClass(ReactiveClientRegistrationRepository.class)
@ConditionalOnBean(ReactiveClientRegistrationRepository.class)
public class WebFluxLoginConfiguration {

    /** Matches requests of browsers that no filter chain of the service matches. */
    record Browsers(WebFluxUnmatchedExchanges unmatched) implements ServerWebExchangeMatcher {

        @Override
        public Mono<MatchResult> matches(ServerWebExchange exchange) {
            ServerHttpRequest request = exchange.getRequest();
            return BrowserRequests.mayBe(
                            request.getPath().pathWithinApplication().value(), request.getHeaders()::getFirst)
                    ? unmatched.matches(exchange)
                    : MatchResult.notMatch();
        }
    }

    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    SecurityWebFilterChain hubifyLoginChain(
            ObjectProvider<ServerHttpSecurity> security,
            ObjectProvider<ReactiveClientRegistrationRepository> clients,
            WebFluxUnmatchedExchanges unmatched,
            WebFluxAccess access) {
        ServerHttpSecurity http = BrowserRequests.signIn(clients.stream()) ? security.getIfAvailable() : null;
        if (http == null) {
            return new MatcherSecurityWebFilterChain(
                    exchange -> ServerWebExchangeMatcher.MatchResult.notMatch(),
                    List.of((exchange, chain) -> chain.filter(exchange)));
        }
        access.decide(http);
        return http.securityMatcher(new Browsers(unmatched))
                .oauth2Login(Customizer.withDefaults())
                .oauth2Client(Customizer.withDefaults())
                .build();
    }
}
