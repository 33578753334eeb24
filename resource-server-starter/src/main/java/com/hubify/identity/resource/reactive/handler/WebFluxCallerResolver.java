package com.hubify.identity.resource.reactive.handler;

import com.hubify.identity.resource.Caller;
import com.hubify.identity.resource.HubifyAuthentication;
import com.hubify.identity.resource.demand.CallerParameters;
import java.util.Optional;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.security.authentication.InsufficientAuthenticationException;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.web.reactive.BindingContext;
import org.springframework.web.reactive.result.method.HandlerMethodArgumentResolver;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Resolves {@link Caller} arguments of handlers. Without a caller (a public path, another kind of authentication),
 * {@code Optional} and {@code Mono} are empty, and any other parameter causes a 401; in an exception handler it is
 * null.
 */
final class WebFluxCallerResolver implements HandlerMethodArgumentResolver {

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        Class<?> type = parameter.getParameterType();
        Class<?> wrapped = type == Optional.class || type == Mono.class
                ? ResolvableType.forMethodParameter(parameter).getGeneric().resolve()
                : type;
        return wrapped == Caller.class;
    }

    @Override
    public Mono<Object> resolveArgument(MethodParameter parameter, BindingContext binding, ServerWebExchange exchange) {
        Mono<Optional<Caller>> caller = caller().map(Optional::of).defaultIfEmpty(Optional.empty());
        Class<?> type = parameter.getParameterType();
        if (type == Optional.class) {
            return caller.cast(Object.class);
        }
        if (type == Mono.class) {
            return caller.map(Mono::justOrEmpty);
        }
        if (CallerParameters.mayBeMissing(parameter)) {
            return caller().cast(Object.class);
        }
        return caller.map(known -> known.orElseThrow(() -> new InsufficientAuthenticationException("no credential")));
    }

    private static Mono<Caller> caller() {
        return ReactiveSecurityContextHolder.getContext()
                .mapNotNull(SecurityContext::getAuthentication)
                .ofType(HubifyAuthentication.class)
                .map(HubifyAuthentication::caller);
    }
}
