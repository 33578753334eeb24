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
 * Stops the start where a route hides the handler on which an annotation stands: behind a filter, in a lambda or in a method
 * reference. The handler guard reads the annotations of the object that it sees, and there it sees another.
 */
public final class RouteInspection {

    private static final String REMEDY =
            "Remove the annotation and ask for the scope in a filter function of the route,"
                    + " requireScope(\"labs:read\"), or make the handler a bean that is neither final nor static.";

    /** The router functions of Spring that hand on what they are given; what isn't known to do so counts as a filter. */
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
     * For a stack.
     *
     * @param router its type of router functions
     * @param kinds its types of handlers that a lambda may be
     */
    public RouteInspection(BeanGuard beans, HandlerGuard handlers, Class<?> router, Set<Class<?>> kinds) {
        this.beans = beans;
        this.handlers = handlers;
        this.router = router;
        this.references = new HandlerReferences(kinds);
    }

    /** To be called for what a mapping leads to: of a router function by its visitor, while that is told of the route. */
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

    /** For an object that makes handlers itself, such as a router function of the service's own. */
    public void inspectMaker(Object route, Object maker) {
        List<Object> captured = HandlerReferences.captured(maker);
        references.of(maker.getClass()).forEach(method -> inspect(route, method, captured));
    }

    // Calls of a bean are guarded by its proxy; those of any other object, and of no object, are not.
    private void inspect(Object route, HandlerReferences.Reference reference, List<Object> captured) {
        List<Object> called =
                captured.stream().filter(reference.owner()::isInstance).toList();
        // Of several, any may be the one that is called.
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

    // Spring's visitor is not told of filters; but they are on its way to the route.
    private boolean isFiltered() {
        return StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE)
                .walk(frames -> frames.map(StackWalker.StackFrame::getDeclaringClass)
                        .filter(router::isAssignableFrom)
                        .anyMatch(type -> !PLAIN.contains(type.getSimpleName())
                                || !type.getPackageName().equals(router.getPackageName())));
    }
}
