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
 * Looks at start whether what handlers ask for is heard. A router function hands over the very function that it was given,
 * whose type the stack's guard reads, or, behind a filter, one that shows nothing of it; and a lambda or a reference to a method
 * shows nothing at all, be it a handler function or what a mapping of paths leads to.
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
     * Inspects routes of a stack.
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

    /**
     * To be called by a visitor of router functions, while it is told of a route, and for what a mapping of paths leads to.
     *
     * @throws InvalidDemand if the handler asks for what nobody would hear
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
            throw lost(AnnotatedPlace.of(handler), route, "is lost behind a filter");
        }
    }

    /**
     * For an object that makes handlers in a way of its own, such as a router function of a service.
     *
     * @throws InvalidDemand if one of them asks for what nobody would hear
     */
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
                AnnotatedPlace.of(each, ClassUtils.getUserClass(each), reference.method()),
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
            throw lost(place, route, "can't be seen from outside the lambda that calls it");
        }
    }

    private static InvalidDemand lost(AnnotatedPlace place, Object route, String why) {
        return new InvalidDemand(
                place.annotations() + " would not be asked for: the route " + route + " leads there, and it " + why,
                REMEDY,
                null);
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
