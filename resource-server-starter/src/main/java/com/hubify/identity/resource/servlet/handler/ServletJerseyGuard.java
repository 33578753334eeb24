package com.hubify.identity.resource.servlet.handler;

import com.hubify.identity.resource.demand.AnnotatedPlace;
import com.hubify.identity.resource.demand.HandlerDemand;
import com.hubify.identity.resource.handler.HandlerGuard;
import com.hubify.identity.resource.servlet.ServletAccess;
import com.hubify.identity.resource.servlet.ServletBearerErrors;
import com.hubify.identity.resource.servlet.ServletFreshCaller;
import com.hubify.identity.resource.servlet.ServletSeenPath;
import com.hubify.identity.resource.web.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.glassfish.jersey.server.ExtendedUriInfo;
import org.glassfish.jersey.server.model.Invocable;
import org.glassfish.jersey.server.model.ResourceMethod;
import org.jspecify.annotations.Nullable;

/**
 * Authorizes every method that Jersey is about to call, on any object: resources built programmatically, and those
 * returned by sub-resource locators, are known only at the request.
 */
final class ServletJerseyGuard implements ContainerRequestFilter {

    private final ServletAccess access;
    private final HandlerGuard guard;
    private final ServletFreshCaller callers;
    private final ServletBearerErrors errors;

    @Context
    private @Nullable HttpServletRequest request;

    @Context
    private @Nullable HttpServletResponse response;

    ServletJerseyGuard(
            ServletAccess access, HandlerGuard guard, ServletFreshCaller callers, ServletBearerErrors errors) {
        this.access = access;
        this.guard = guard;
        this.callers = callers;
        this.errors = errors;
    }

    @Override
    public void filter(ContainerRequestContext context) {
        ExtendedUriInfo matched = (ExtendedUriInfo) context.getUriInfo();
        List<ResourceMethod> methods = new ArrayList<>(matched.getMatchedResourceLocators());
        methods.add(matched.getMatchedResourceMethod());
        Stream.concat(
                        refusalAt(matched.getRequestUri().getRawPath()).stream(),
                        methods.stream()
                                .flatMap(method -> refusal(guard.demand(place(method.getInvocable()))).stream()))
                .findFirst()
                .ifPresent(refusal -> context.abortWith(ServletJaxRsErrors.response(
                        errors.answer(Objects.requireNonNull(request), Objects.requireNonNull(response), refusal))));
    }

    // Jersey may be a filter, which runs before the starter's last filter, and its own filters can change paths, too.
    private Optional<Refusal> refusalAt(String path) {
        HttpServletRequest asked = Objects.requireNonNull(request);
        ServletSeenPath.arrive(asked);
        return access.refusal(asked, false, List.of(path));
    }

    private Optional<Refusal> refusal(HandlerDemand demand) {
        return demand.isNone()
                ? Optional.empty()
                : callers.refusal(Objects.requireNonNull(request), demand, caller -> guard.refusal(demand, caller));
    }

    private static AnnotatedPlace place(Invocable called) {
        Class<?> type = called.getHandler().getHandlerClass();
        return new AnnotatedPlace(type, type, called.getHandlingMethod());
    }
}
