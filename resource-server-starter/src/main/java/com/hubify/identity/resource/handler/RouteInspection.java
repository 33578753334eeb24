package com.hubify.identity.resource.handler;

import com.hubify.identity.resource.bean.BeanGuard;
import com.hubify.identity.resource.demand.AnnotatedPlace;
import com.hubify.identity.resource.demand.HandlerDemand;
import com.hubify.identity.resource.settings.InvalidDemand;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.util.ClassUtils;

/**
 * Stops the start if a route hides an annotated handler behind a filter, a lambda or a method reference. The handler
 * guard reads the annotations of the object that the route refers to, which is then another one.
 */
public final class RouteInspection {

    private static final String REMEDY =
            "Remove the annotation and use a filter function of the route, requireScope(\"labs:read\") or"
                    + " requireRecentSignIn(\"10m\"), or make the handler a bean that is neither final nor static.";

    /** Spring's router functions that return handlers unchanged. All others may wrap them, as filters do. */
    private static final Set<String> PLAIN = Set.of(
            "AbstractRouterFunction",
            "AttributesRouterFunction",
            "BuiltRouterFunction",
            "DefaultNestedRouterFunction",
            "DefaultRouterFunction",
            "DifferentComposedRouterFunction",
            "ResourcesRouterFunction",
            "SameComposedRouterFunction");

    private final BeanGuard beans;
    private final HandlerGuard handlers;
    private final Class<?> router;
    private final HandlerReferences references;

    /**
     * Inspects the routes of a stack.
     *
     * @param router the stack's type of router functions
     * @param kinds the stack's functional handler types
     */
    public RouteInspection(BeanGuard beans, HandlerGuard handlers, Class<?> router, Set<Class<?>> kinds) {
        this.beans = beans;
        this.handlers = handlers;
        this.router = router;
        this.references = new HandlerReferences(kinds);
    }

    /**
     * Inspects the handler of a route or mapping. For router functions, call it from the visitor while it visits the
     * route.
     */
    public void inspect(Object route, Object handler) {
        if (handler.getClass().isHidden()) {
            inspectMaker(route, handler);
            return;
        }
        handlers.read(Stream.of(handler));
        HandlerDemand demand = handlers.demand(handler);
        boolean isHeard = demand.isNone() || !isFiltered() || (demand.staleness() == null && beans.isGuarded(handler));
        if (!isHeard) {
            throw hidden(AnnotatedPlace.of(handler), route, "a filter");
        }
    }

    /** Inspects an object that creates handlers itself, such as the service's own router function. */
    public void inspectMaker(Object route, Object maker) {
        List<Object> captured = HandlerReferences.captured(maker);
        references.of(maker.getClass()).forEach(method -> inspect(route, method, captured));
    }

    // The proxy of a bean guards calls of it. Calls of other objects and of static methods are not guarded.
    private void inspect(Object route, HandlerReferences.Reference reference, List<Object> captured) {
        List<Object> called =
                captured.stream().filter(reference.owner()::isInstance).toList();
        // Each of several captured objects may be the one that is called.
        called.forEach(each -> require(
                route,
                new AnnotatedPlace(ClassUtils.getUserClass(each), AnnotatedPlace.behind(each), reference.method()),
                beans.isGuarded(each)));
        if (called.isEmpty()) {
            AnnotatedPlace place = new AnnotatedPlace(reference.owner(), reference.owner(), reference.method());
            require(route, place, beans.guards(reference.owner()));
        }
    }

    private void require(Object route, AnnotatedPlace place, boolean isGuarded) {
        HandlerDemand demand = handlers.demand(place);
        Method method = place.method();
        boolean isStatic = method != null && Modifier.isStatic(method.getModifiers());
        if (!demand.isNone() && (isStatic || !isGuarded || demand.staleness() != null)) {
            throw hidden(place, route, "a lambda or method reference");
        }
    }

    private static InvalidDemand hidden(AnnotatedPlace place, Object route, String behind) {
        return InvalidDemand.unenforceable(
                place.annotations(),
                "the route " + route + " leads there through " + behind + ", which hides it",
                REMEDY);
    }

    // Spring does not report filters to a visitor, but they are on the call stack while it visits the route.
    private boolean isFiltered() {
        return StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE)
                .walk(frames -> frames.map(StackWalker.StackFrame::getDeclaringClass)
                        .filter(router::isAssignableFrom)
                        .anyMatch(type -> !PLAIN.contains(type.getSimpleName())
                                || !type.getPackageName().equals(router.getPackageName())));
    }
}
