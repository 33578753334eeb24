package com.hubify.identity.resource.servlet.handler;

import com.hubify.identity.protocol.Scopes;
import com.hubify.identity.resource.Caller;
import com.hubify.identity.resource.demand.HandlerDemand;
import com.hubify.identity.resource.demand.ThreadCaller;
import com.hubify.identity.resource.handler.HandlerAdapters;
import com.hubify.identity.resource.handler.HandlerGuard;
import com.hubify.identity.resource.handler.HandlerPaths;
import com.hubify.identity.resource.web.ScopesNeeded;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.HandlerMethodArgumentResolverComposite;
import org.springframework.web.servlet.HandlerAdapter;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.handler.HandlerExceptionResolverComposite;
import org.springframework.web.servlet.mvc.condition.PathPatternsRequestCondition;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.ExceptionHandlerExceptionResolver;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;

/** Inspects a service's handlers once, at start, and registers the resolver of {@link Caller} arguments. */
public final class ServletHandlers
        implements SmartInitializingSingleton,
                ApplicationListener<ContextRefreshedEvent>,
                ScopesNeeded<HttpServletRequest> {

    private final ListableBeanFactory beans;
    private final HandlerGuard guard;
    private final HandlerPaths paths = new HandlerPaths();

    ServletHandlers(ListableBeanFactory beans, HandlerGuard guard) {
        this.beans = beans;
        this.guard = guard;
    }

    @Override
    public void afterSingletonsInstantiated() {
        HandlerAdapters.requireFirst(beans, HandlerAdapter.class, ServletGuardedAdapter.class);
        List<RequestMappingHandlerMapping> mappings = mappings(beans).toList();
        guard.read(mappings.stream().flatMap(mapping -> mapping.getHandlerMethods().values().stream()));
        paths.read(mappings.stream()
                .flatMap(mapping -> mapping.getHandlerMethods().entrySet().stream())
                .flatMap(entry -> paths(entry.getKey(), guard.demand(entry.getValue())))
                .toList());
        resolveCaller(beans);
    }

    /** Also for child contexts, such as that of a second {@code DispatcherServlet}. */
    @Override
    public void onApplicationEvent(ContextRefreshedEvent event) {
        ListableBeanFactory other = event.getApplicationContext();
        if (other.getBeanNamesForType(ServletHandlers.class, false, false).length == 0) {
            HandlerAdapters.requireFirst(other, HandlerAdapter.class, ServletGuardedAdapter.class);
            guard.read(mappings(other).flatMap(mapping -> mapping.getHandlerMethods().values().stream()));
            resolveCaller(other);
        }
    }

    // Spring Data REST's handler mapping delegates to others that are not beans.
    private static Stream<RequestMappingHandlerMapping> mappings(ListableBeanFactory beans) {
        return beans.getBeansOfType(HandlerMapping.class).values().stream()
                .flatMap(mapping -> mapping instanceof Iterable<?> several
                        ? StreamSupport.stream(several.spliterator(), false)
                        : Stream.of(mapping))
                .filter(RequestMappingHandlerMapping.class::isInstance)
                .map(RequestMappingHandlerMapping.class::cast);
    }

    private static void resolveCaller(ListableBeanFactory beans) {
        ServletCallerResolver caller = new ServletCallerResolver(new ThreadCaller(beans));
        beans.getBeansOfType(RequestMappingHandlerAdapter.class).values().forEach(adapter -> resolve(caller, adapter));
        beans.getBeansOfType(HandlerExceptionResolver.class).values().forEach(resolver -> resolve(caller, resolver));
    }

    @Override
    public Scopes neededFor(HttpServletRequest request) {
        return paths.needed(
                request.getMethod(), ServletRequestPathUtils.parse(request).pathWithinApplication());
    }

    // Ant-style patterns, which Spring MVC has deprecated, are ignored here.
    private static Stream<HandlerPaths.Mapped> paths(RequestMappingInfo info, HandlerDemand demand) {
        PathPatternsRequestCondition patterns = info.getPathPatternsCondition();
        return patterns == null
                ? Stream.empty()
                : patterns.getPatterns().stream()
                        .map(pattern -> HandlerPaths.Mapped.of(
                                pattern, info.getMethodsCondition().getMethods(), demand));
    }

    // Not through WebMvcConfigurer, since a service may replace Spring MVC's configuration: a Caller must never be left
    // to the fallback resolvers, which would bind request parameters.
    private static void resolve(ServletCallerResolver caller, RequestMappingHandlerAdapter adapter) {
        adapter.setArgumentResolvers(with(caller, Objects.requireNonNull(adapter.getArgumentResolvers())));
    }

    /** Spring skips an exception handler with an argument that cannot be resolved. */
    private static void resolve(ServletCallerResolver caller, HandlerExceptionResolver resolver) {
        if (resolver instanceof HandlerExceptionResolverComposite several) {
            several.getExceptionResolvers().forEach(each -> resolve(caller, each));
        } else if (resolver instanceof ExceptionHandlerExceptionResolver methods) {
            HandlerMethodArgumentResolverComposite known = methods.getArgumentResolvers();
            methods.setArgumentResolvers(with(caller, known == null ? List.of() : known.getResolvers()));
        }
    }

    private static List<HandlerMethodArgumentResolver> with(
            ServletCallerResolver caller, List<HandlerMethodArgumentResolver> others) {
        List<HandlerMethodArgumentResolver> resolvers = new ArrayList<>();
        resolvers.add(caller);
        resolvers.addAll(others);
        return resolvers;
    }
}
