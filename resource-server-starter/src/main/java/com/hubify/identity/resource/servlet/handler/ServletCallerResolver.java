package com.hubify.identity.resource.servlet.handler;

import com.hubify.identity.resource.Caller;
import com.hubify.identity.resource.HubifyAuthentication;
import com.hubify.identity.resource.demand.CallerParameters;
import com.hubify.identity.resource.demand.ThreadCaller;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.security.authentication.InsufficientAuthenticationException;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/**
 * Resolves {@link Caller} arguments of handlers. Without a caller (a public path, another kind of authentication), an
 * {@code Optional} is empty, and any other parameter causes a 401; in an exception handler it is null.
 */
final class ServletCallerResolver implements HandlerMethodArgumentResolver {

    private final ThreadCaller caller;

    ServletCallerResolver(ThreadCaller caller) {
        this.caller = caller;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.nestedIfOptional().getNestedParameterType() == Caller.class;
    }

    @Override
    public @Nullable Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        Optional<Caller> caller = caller();
        if (parameter.getParameterType() == Optional.class) {
            return caller;
        }
        if (CallerParameters.mayBeMissing(parameter)) {
            return caller.orElse(null);
        }
        return caller.orElseThrow(() -> new InsufficientAuthenticationException("no credential"));
    }

    private Optional<Caller> caller() {
        return caller.get() instanceof HubifyAuthentication ours ? Optional.of(ours.caller()) : Optional.empty();
    }
}
