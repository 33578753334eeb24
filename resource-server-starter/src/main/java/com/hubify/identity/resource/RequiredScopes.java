package com.hubify.identity.resource;

import com.hubify.identity.protocol.Scope;
import com.hubify.identity.protocol.Scopes;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;
import org.springframework.util.ClassUtils;
import org.springframework.web.method.HandlerMethod;

/** Reads {@link RequiresScope} off handlers: the sum of what a method, its type and their parents name. */
final class RequiredScopes {

    /** A handler without its instance: there may be a new one for each request. */
    private record Place(Class<?> type, @Nullable Method method) {}

    private final Map<Place, Scopes> known = new ConcurrentHashMap<>();

    /** @throws IllegalStateException if an annotation names something that is not a scope */
    Scopes of(Object handler) {
        Place place = handler instanceof HandlerMethod method
                ? new Place(method.getBeanType(), method.getMethod())
                : new Place(ClassUtils.getUserClass(handler), null);
        return known.computeIfAbsent(place, RequiredScopes::read);
    }

    private static Scopes read(Place place) {
        return Scopes.of(Stream.concat(named(place.type), place.method == null ? Stream.empty() : named(place.method))
                .toList());
    }

    private static Stream<Scope> named(AnnotatedElement element) {
        return MergedAnnotations.from(element, SearchStrategy.TYPE_HIERARCHY).stream(RequiresScope.class)
                .flatMap(annotation -> Arrays.stream(annotation.getStringArray("value")))
                .map(value -> scope(value, element));
    }

    private static Scope scope(String value, AnnotatedElement element) {
        return Scope.parse(value)
                .orElseThrow(() -> new IllegalStateException(
                        "@RequiresScope(\"" + value + "\") on " + element + " does not name a scope"));
    }
}
