package com.hubify.identity.resource.demand;

import com.hubify.identity.resource.Caller;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.method.ControllerAdviceBean;
import org.springframework.web.method.HandlerMethod;

/**
 * Which handlers take a {@link Caller} that must be there. They are answered with 401 before they are called: an exception of
 * the argument would be one for the service's own exception handlers, which may make anything of it.
 */
public final class CallerParameters {

    private record Place(Class<?> type, Method method) {}

    private final Map<Place, Boolean> known = new ConcurrentHashMap<>();
    private final Supplier<List<ControllerAdviceBean>> advice;

    /** @param advice what a service has for many of its controllers */
    public CallerParameters(Supplier<List<ControllerAdviceBean>> advice) {
        this.advice = advice;
    }

    /** Whether the handler, or a method that prepares its model, takes a caller that must be there. */
    public boolean areNeededBy(Object handler) {
        return handler instanceof HandlerMethod method
                && known.computeIfAbsent(
                        new Place(method.getBeanType(), method.getMethod()),
                        place -> Stream.concat(Stream.of(place.method), modelMethods(place.type))
                                .anyMatch(CallerParameters::takesOne));
    }

    // Those for many controllers are asked before each of them.
    private Stream<Method> modelMethods(Class<?> type) {
        Stream<Class<?>> shared = advice.get().stream()
                .filter(bean -> bean.isApplicableToBeanType(type))
                .map(ControllerAdviceBean::getBeanType)
                .filter(Objects::nonNull);
        return Stream.concat(Stream.of(type), shared).flatMap(CallerParameters::ownModelMethods);
    }

    /**
     * Whether the parameter may stay empty: one that is marked so, and any of an exception handler, which is called for failures
     * of any request, with a caller or without, and which would leave the failure to others if it could not be called.
     */
    public static boolean mayBeMissing(MethodParameter parameter) {
        Method method = parameter.getMethod();
        return parameter.isOptional()
                || (method != null && AnnotatedElementUtils.hasAnnotation(method, ExceptionHandler.class));
    }

    private static boolean takesOne(Method method) {
        return IntStream.range(0, method.getParameterCount())
                .mapToObj(index -> new MethodParameter(method, index))
                .anyMatch(parameter -> parameter.getParameterType() == Caller.class && !parameter.isOptional());
    }

    private static Stream<Method> ownModelMethods(Class<?> type) {
        Collection<Method> methods = MethodIntrospector.selectMethods(
                type,
                (Method method) -> AnnotatedElementUtils.hasAnnotation(method, ModelAttribute.class)
                        && !AnnotatedElementUtils.hasAnnotation(method, RequestMapping.class));
        return methods.stream();
    }
}
