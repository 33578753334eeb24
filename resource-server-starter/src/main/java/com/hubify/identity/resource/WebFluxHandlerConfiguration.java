package com.hubify.identity.resource;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.web.server.authentication.ServerAuthenticationConverter;
import org.springframework.web.reactive.HandlerAdapter;

/** {@link RequiresScope}, {@link MaxStaleness} and {@link Caller} at Spring WebFlux's handlers. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
class WebFluxHandlerConfiguration {

    @Bean
    static WebFluxCallerArgument hubifyCallerArgument() {
        return new WebFluxCallerArgument();
    }

    @Bean
    WebFluxHandlerGuard hubifyHandlerAdapter(
            HandlerGuard guard,
            WebFluxVerifier verifier,
            ServerAuthenticationConverter credentials,
            WebFluxBearerErrors errors,
            ObjectProvider<HandlerAdapter> adapters) {
        return new WebFluxHandlerGuard(guard, verifier, credentials, errors, adapters);
    }

    @Bean
    WebFluxHandlers hubifyHandlers(ListableBeanFactory beans, HandlerGuard guard) {
        return new WebFluxHandlers(beans, guard);
    }
}
