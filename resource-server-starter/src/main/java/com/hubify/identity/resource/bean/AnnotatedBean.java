package com.hubify.identity.resource.bean;

import com.hubify.identity.protocol.Scope;
import com.hubify.identity.resource.MaxStaleness;
import com.hubify.identity.resource.RequiresRecentSignIn;
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
 * The type of a bean with annotations of ours. Tells which of its methods are request handlers, which the stack's
 * handler guard checks, and which others need a proxy.
 */
public final class AnnotatedBean {

    private static final Set<String> HANDLERS = Set.of(
            "org.springframework.web.servlet.function.HandlerFunction",
            "org.springframework.web.reactive.function.server.HandlerFunction",
            "org.springframework.web.servlet.mvc.Controller",
            "org.springframework.web.HttpRequestHandler",
            "org.springframework.web.server.WebHandler");

    /**
     * WebSocket handlers are called for each message, on threads without a request. Scopes are checked at the
     * handshake, for the type as a whole.
     */
    private static final Set<String> SOCKETS = Set.of(
            "org.springframework.web.socket.WebSocketHandler",
            "org.springframework.web.reactive.socket.WebSocketHandler");

    final AnnotatedPlace place;

    /** Names of the object's type and all its supertypes. */
    final Set<String> names;

    /** Whether one of these types has an annotation of ours. */
    final boolean isOnType;

    /** The methods with an annotation of ours. */
    final List<Method> annotated;

    /** The methods, as the target declares them, that need a proxy. */
    final List<Method> asking;

    private final BiPredicate<AnnotatedPlace, Method> mayBeCalled;
    private final boolean isCallerOnType;
    private final List<Method> mapped;

    public AnnotatedBean(Class<?> seen, Class<?> target) {
        this(new AnnotatedPlace(seen, target, null), (place, method) -> true);
    }

    /** @param mayBeCalled whether other classes of the service may call a method */
    AnnotatedBean(AnnotatedPlace place, BiPredicate<AnnotatedPlace, Method> mayBeCalled) {
        this.mayBeCalled = mayBeCalled;
        this.place = place;
        this.names = place.types().stream().map(Class::getName).collect(Collectors.toSet());
        this.isOnType = place.types().stream().anyMatch(AnnotatedPlace::isAnnotated);
        this.isCallerOnType = isOnType && (isOnType(RequiresScope.class) || isOnType(RequiresRecentSignIn.class));
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

    /** Whether a handler mapping calls the object as a whole, so that the stack's handler guard checks it. */
    boolean isHandler() {
        return names.stream().anyMatch(HANDLERS::contains) || isSocket();
    }

    boolean isSocket() {
        return names.stream().anyMatch(SOCKETS::contains);
    }

    /** A method that would run on the proxy object, whose fields are not initialized; empty if there is none. */
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

    // The generated bindService of a gRPC service has no fields and, on the proxy, binds the proxy's methods,
    // as intended.
    private boolean isBinding(Method method) {
        return place.declarations(method)
                .anyMatch(each -> each.getDeclaringClass().getName().equals(EntryPoints.GRPC_SERVICE));
    }

    // Protected methods are called by the object itself, behind the proxy.
    private static boolean isFixed(int modifiers) {
        return Modifier.isFinal(modifiers)
                && !Modifier.isStatic(modifiers)
                && !Modifier.isPrivate(modifiers)
                && !Modifier.isProtected(modifiers);
    }

    /**
     * Whether a method requires something of its caller that only a proxy would check.
     *
     * @param method the method that callers see
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

    // The handler guard checks the request handlers of a type, but other beans may call its other methods.
    private boolean isAskedBesideHandlers(Method method) {
        return isCallerOnType
                && !Modifier.isProtected(method.getModifiers())
                && !isAccessor(method)
                && place.declarations(method).noneMatch(EntryPoints::isForFramework)
                && mayBeCalled.test(place, method);
    }

    private static boolean isAccessor(Method method) {
        RecordComponent[] components = method.getDeclaringClass().getRecordComponents();
        return components != null && Arrays.stream(components).anyMatch(each -> method.equals(each.getAccessor()));
    }

    /** Whether one of the bean's types has the annotation. */
    boolean isOnType(Class<? extends Annotation> annotation) {
        return place.types().stream().anyMatch(type -> AnnotatedPlace.has(type, annotation));
    }

    /** Whether handler mappings can lead to its methods. */
    boolean isMapped() {
        return !mapped.isEmpty();
    }

    /** Whether a custom handler mapping may lead to a method. That is known only after all mappings are initialized. */
    boolean mayBeMapped(Method method) {
        return mapped.isEmpty() && !isEntry(method) && has(method, RequestMapping.class);
    }

    /** Those of these methods that require the credential to be verified again. */
    Stream<Method> stale() {
        return asking.stream()
                .filter(this::mayBeMapped)
                .filter(method -> isOnType(MaxStaleness.class) || has(method, MaxStaleness.class));
    }

    private boolean has(Method method, Class<? extends Annotation> annotation) {
        return place.declarations(method).anyMatch(each -> AnnotatedPlace.has(each, annotation));
    }

    /** Whether all annotated methods of a handler are called by its mapping, and none by the handler itself. */
    public boolean isCalledBy(Set<Method> handling) {
        return annotated.stream()
                .allMatch(method -> AnnotatedPlace.HANDLING.contains(method.getName())
                        || handling.stream().anyMatch(other -> place.isSame(other, method)));
    }

    /** Names of the types that are annotated or have annotated methods. */
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

    /** The exception that stops the start because a method's annotations cannot be enforced. */
    InvalidDemand unenforceable(Method method, String reason, String remedy) {
        return InvalidDemand.unenforceable(place(method).named(), reason, remedy);
    }

    /** The scopes that the proxy checks. */
    Stream<Scope> scopes() {
        return asking.stream().flatMap(method -> HandlerDemand.at(place(method)).scopes().asSet().stream());
    }

    private boolean isMapped(Method method) {
        return mapped.stream().anyMatch(other -> place.isSame(method, other));
    }

    // An annotation on the type applies to the methods that other objects call.
    private static boolean mayBeCalled(int modifiers) {
        return !Modifier.isStatic(modifiers)
                && !Modifier.isPrivate(modifiers)
                && (Modifier.isPublic(modifiers) || !Modifier.isFinal(modifiers));
    }

    /** Whether a method is called for something other than an HTTP request, such as a message. */
    boolean isEntry(Method method) {
        return place.declarations(method).anyMatch(EntryPoints::isEntry);
    }
}
