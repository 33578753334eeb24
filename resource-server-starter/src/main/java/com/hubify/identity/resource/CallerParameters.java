package com.hubify.identity.resource;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.method.HandlerMethod;

/**
 * Which handlers take a {@link Caller} that must be there. They are answered with 401 before they are called: an exception of
 * the argument would be one for the service's own exception handlers, which may make anything of it.
 */
final class CallerParameters {

    private record Place(Class<?> type, Method method) {}

    private final Map<Place, Boolean> known = new ConcurrentHashMap<>();

    /** Whether the handler, or a method that prepares its model, takes a caller that must be there. */
    boolean areNeededBy(Object handler) {
        return handler instanceof HandlerMethod method
                && known.computeIfAbsent(
                        new Place(method.getBeanType(), method.getMethod()),
                        place -> Stream.concat(Stream.of(place.method), modelMethods(place.type))
                                .anyMatch(CallerParameters::takesOne));
    }

    /**
     * Whether the parameter may stay empty: an exception handler is called for failures of any request, with a caller or
     * without, and one that could not be called would leave the failure to others.
     */
    static boolean mayBeMissing(MethodParameter parameter) {
        Method method = parameter.getMethod();
        return method != null && AnnotatedElementUtils.hasAnnotation(method, ExceptionHandler.class);
    }

    private static boolean takesOne(Method method) {
        return Arrays.asList(method.getParameterTypes()).contains(Caller.class);
    }

    private static Stream<Method> modelMethods(Class<?> type) {
        Collection<Method> methods = MethodIntrospector.selectMethods(
                type,
                (Method method) -> AnnotatedElementUtils.hasAnnotation(method, ModelAttribute.class)
                        && !AnnotatedElementUtils.hasAnnotation(method, RequestMapping.class));
        return methods.stream();
    }
}
