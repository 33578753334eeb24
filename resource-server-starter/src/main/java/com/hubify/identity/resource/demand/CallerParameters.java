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
 * Finds the handlers with a {@link Caller} argument that is required. Unauthenticated requests to them are answered
 * with 401 before the handler is called: an exception from resolving the argument would go to the service's own
 * exception handlers, which might answer otherwise.
 */
public final class CallerParameters {

    private record Place(Class<?> type, Method method) {}

    private final Map<Place, Boolean> known = new ConcurrentHashMap<>();
    private final Supplier<List<ControllerAdviceBean>> advice;

    /** @param advice the service's {@code @ControllerAdvice} beans */
    public CallerParameters(Supplier<List<ControllerAdviceBean>> advice) {
        this.advice = advice;
    }

    /** Whether the handler, or a {@code @ModelAttribute} method that runs before it, requires a caller. */
    public boolean areNeededBy(Object handler) {
        return handler instanceof HandlerMethod method
                && known.computeIfAbsent(
                        new Place(method.getBeanType(), method.getMethod()),
                        place -> Stream.concat(Stream.of(place.method), modelMethods(place.type))
                                .anyMatch(CallerParameters::takesOne));
    }

    // Methods of @ControllerAdvice run before each of its controllers' handlers.
    private Stream<Method> modelMethods(Class<?> type) {
        Stream<Class<?>> shared = advice.get().stream()
                .filter(bean -> bean.isApplicableToBeanType(type))
                .map(ControllerAdviceBean::getBeanType)
                .filter(Objects::nonNull);
        return Stream.concat(Stream.of(type), shared).flatMap(CallerParameters::ownModelMethods);
    }

    /**
     * Whether the parameter may be empty: it is declared optional, or belongs to an exception handler. Exception
     * handlers run for any request, authenticated or not, and Spring skips one whose arguments cannot be resolved.
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
