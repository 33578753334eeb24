package com.hubify.identity.resource.bean;

import com.hubify.identity.protocol.Scope;
import com.hubify.identity.resource.MaxStaleness;
import com.hubify.identity.resource.RequiresScope;
import com.hubify.identity.resource.demand.AnnotatedPlace;
import com.hubify.identity.resource.demand.HandlerDemand;
import com.hubify.identity.resource.settings.InvalidDemand;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Controller;
import org.springframework.util.ReflectionUtils;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.service.annotation.HttpExchange;

/**
 * The type of a bean with annotations of ours: which of its methods are request handlers, which the stack's guard checks, and
 * which others need a proxy that checks.
 */
public final class AnnotatedBean {

    private static final Set<String> HANDLERS = Set.of(
            "org.springframework.web.servlet.function.HandlerFunction",
            "org.springframework.web.reactive.function.server.HandlerFunction",
            "org.springframework.web.servlet.mvc.Controller",
            "org.springframework.web.HttpRequestHandler",
            "org.springframework.web.server.WebHandler");

    /** Called for each message, on threads that serve no request: asked for scopes at the handshake, and as a whole. */
    private static final Set<String> SOCKETS = Set.of(
            "org.springframework.web.socket.WebSocketHandler",
            "org.springframework.web.reactive.socket.WebSocketHandler");

    final AnnotatedPlace place;

    /** Of the object's type and all its parents. */
    final Set<String> names;

    /** Whether one of these types carries an annotation of ours. */
    final boolean isOnType;

    /** The methods that carry an annotation of ours. */
    final List<Method> annotated;

    /** The methods, as the target declares them, that need a guard of their own. */
    final List<Method> asking;

    private final BiPredicate<AnnotatedPlace, Method> mayBeCalled;
    private final boolean isScopeOnType;
    private final List<Method> mapped;

    public AnnotatedBean(Class<?> seen, Class<?> target) {
        this(new AnnotatedPlace(seen, target, null), (place, method) -> true);
    }

    /** @param mayBeCalled whether other code of the service may call a method */
    AnnotatedBean(AnnotatedPlace place, BiPredicate<AnnotatedPlace, Method> mayBeCalled) {
        this.mayBeCalled = mayBeCalled;
        this.place = place;
        this.names = place.types().stream().map(Class::getName).collect(Collectors.toSet());
        this.isOnType = place.types().stream().anyMatch(AnnotatedPlace::isAnnotated);
        this.isScopeOnType = isOnType && isOnType(RequiresScope.class);
        this.annotated = place.methods().filter(AnnotatedPlace::isAnnotated).toList();
        boolean isController = isAnnotated() && isOnType(Controller.class);
        this.mapped = isController
                ? place.methods()
                        .filter(method -> AnnotatedPlace.has(method, RequestMapping.class)
                                || AnnotatedPlace.has(method, HttpExchange.class))
                        .toList()
                : List.of();
        this.asking = isAnnotated()
                ? place.methods()
                        .filter(method -> !method.isSynthetic() && asks(method))
                        .toList()
                : List.of();
    }

    boolean isAnnotated() {
        return isOnType || !annotated.isEmpty();
    }

    /** Whether it is called as it is by a mapping of requests, which the stack's guard stands before. */
    boolean isHandler() {
        return names.stream().anyMatch(HANDLERS::contains) || isSocket();
    }

    boolean isSocket() {
        return names.stream().anyMatch(SOCKETS::contains);
    }

    /** A method that would run on the proxy itself and find none of the object's fields there, if any. */
    Optional<Method> lostBehindProxy() {
        return place.methods()
                .filter(method -> !method.isSynthetic()
                        && !method.getDeclaringClass().isInterface()
                        && !BeanGuard.isFrameworks(method.getDeclaringClass()))
                .filter(method -> isFixed(method.getModifiers()) && !isBinding(method))
                .findFirst()
                .or(() -> mapped.stream()
                        .filter(method -> Modifier.isPrivate(method.getModifiers()))
                        .findFirst());
    }

    // What a service of gRPC generates binds the methods of the
    // proxy then, which is what it is to do, and has no fields.
    private boolean isBinding(Method method) {
        return place.declarations(method)
                .anyMatch(each -> each.getDeclaringClass().getName().equals(EntryPoints.GRPC_SERVICE));
    }

    // Protected ones are for the object itself, which is behind the proxy.
    private static boolean isFixed(int modifiers) {
        return Modifier.isFinal(modifiers)
                && !Modifier.isStatic(modifiers)
                && !Modifier.isPrivate(modifiers)
                && !Modifier.isProtected(modifiers);
    }

    /**
     * Whether a method asks for scopes that nothing but a guard of its own would ask for.
     *
     * @param method as its callers see it
     */
    public boolean asks(Method method) {
        if (!isAnnotated() || ReflectionUtils.isObjectMethod(method)) {
            return false;
        }
        if (isSocket() || (isMapped(method) && !isEntry(method))) {
            return false;
        }
        if (annotated.stream().anyMatch(other -> place.isSame(method, other))) {
            return true;
        }
        return isOnType
                && mayBeCalled(method.getModifiers())
                && place.declarations(method).noneMatch(EntryPoints::isForContainer)
                && (mapped.isEmpty() || isEntry(method) || isAskedBesideHandlers(method));
    }

    // Before the request handlers of a type its stack's guard stands; but other beans may call its other methods.
    private boolean isAskedBesideHandlers(Method method) {
        return isScopeOnType
                && !Modifier.isProtected(method.getModifiers())
                && !isAccessor(method)
                && place.declarations(method).noneMatch(EntryPoints::isForFramework)
                && mayBeCalled.test(place, method);
    }

    private static boolean isAccessor(Method method) {
        RecordComponent[] components = method.getDeclaringClass().getRecordComponents();
        return components != null && Arrays.stream(components).anyMatch(each -> method.equals(each.getAccessor()));
    }

    /** Whether a type of it carries an annotation, of ours or another. */
    boolean isOnType(Class<? extends Annotation> annotation) {
        return place.types().stream().anyMatch(type -> AnnotatedPlace.has(type, annotation));
    }

    /** Whether mappings of requests lead to methods of it. */
    boolean isMapped() {
        return !mapped.isEmpty();
    }

    /** Whether a mapping with kinds of controllers of its own may lead to a method, which only shows once all are there. */
    boolean mayBeMapped(Method method) {
        return mapped.isEmpty() && !isEntry(method) && has(method, RequestMapping.class);
    }

    /** The methods of that kind before which a credential is to be judged anew. */
    Stream<Method> stale() {
        return asking.stream()
                .filter(this::mayBeMapped)
                .filter(method -> isOnType(MaxStaleness.class) || has(method, MaxStaleness.class));
    }

    private boolean has(Method method, Class<? extends Annotation> annotation) {
        return place.declarations(method).anyMatch(each -> AnnotatedPlace.has(each, annotation));
    }

    /** Whether all that is annotated of a handler is called by its mapping, and nothing of it by the handler itself. */
    public boolean isCalledBy(Set<Method> handling) {
        return annotated.stream()
                .allMatch(method -> AnnotatedPlace.HANDLING.contains(method.getName())
                        || handling.stream().anyMatch(other -> place.isSame(other, method)));
    }

    /** The names of the types that carry annotations, or have methods that do. */
    Set<String> carriers() {
        return Stream.concat(
                        place.types().stream().filter(AnnotatedPlace::isAnnotated),
                        annotated.stream().map(Method::getDeclaringClass))
                .map(Class::getName)
                .collect(Collectors.toSet());
    }

    AnnotatedPlace place(Method method) {
        return new AnnotatedPlace(place.seen(), place.target(), method);
    }

    /** What stops the start since a method asks for scopes that can't be asked for. */
    InvalidDemand unenforceable(Method method, String reason, String remedy) {
        return InvalidDemand.unenforceable("@RequiresScope on " + place(method), reason, remedy);
    }

    /** The scopes that a guard of its own asks for. */
    Stream<Scope> scopes() {
        return asking.stream().flatMap(method -> HandlerDemand.at(place(method)).scopes().asSet().stream());
    }

    private boolean isMapped(Method method) {
        return mapped.stream().anyMatch(other -> place.isSame(method, other));
    }

    // On the type, an annotation is for what others call.
    private static boolean mayBeCalled(int modifiers) {
        return !Modifier.isStatic(modifiers)
                && !Modifier.isPrivate(modifiers)
                && (Modifier.isPublic(modifiers) || !Modifier.isFinal(modifiers));
    }

    /** Whether something else than the path of a request leads to a method. */
    boolean isEntry(Method method) {
        return place.declarations(method).anyMatch(EntryPoints::isEntry);
    }
}
