package com.hubify.identity.resource.graphql;

import com.hubify.identity.resource.Caller;
import com.hubify.identity.resource.HubifyAuthentication;
import com.hubify.identity.resource.demand.ThreadCaller;
import graphql.schema.DataFetchingEnvironment;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.graphql.data.method.HandlerMethodArgumentResolver;
import org.springframework.security.authentication.InsufficientAuthenticationException;
import org.springframework.security.core.Authentication;

/** Resolves {@link Caller} and {@code Optional<Caller>} arguments of GraphQL handlers. */
final class GraphQlCallerResolver implements HandlerMethodArgumentResolver {

    private final ThreadCaller caller;

    GraphQlCallerResolver(ThreadCaller caller) {
        this.caller = caller;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.nestedIfOptional().getNestedParameterType() == Caller.class;
    }

    @Override
    public @Nullable Object resolveArgument(MethodParameter parameter, DataFetchingEnvironment query) {
        return argument(parameter, caller.get());
    }

    static Object argument(MethodParameter parameter, @Nullable Authentication authentication) {
        Optional<Caller> caller =
                authentication instanceof HubifyAuthentication ours ? Optional.of(ours.caller()) : Optional.empty();
        return parameter.getParameterType() == Optional.class
                ? caller
                : caller.orElseThrow(() -> new InsufficientAuthenticationException("no credential"));
    }
}
