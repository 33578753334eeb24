package com.hubify.identity.resource.demand;

import com.hubify.identity.resource.MaxStaleness;
import com.hubify.identity.resource.RequiresRecentSignIn;
import com.hubify.identity.resource.RequiresScope;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;
import org.springframework.util.ClassUtils;
import org.springframework.web.method.HandlerMethod;

/**
 * A method or a whole type, with all places where the annotations of ours can apply to it: the
 * method, the methods it overrides, its type and all supertypes, of the proxy and of the object behind it. Refers to
 * types and not to an instance, since there may be a new instance for each request.
 *
 * @param seen type that callers see, which may be an interface proxy
 * @param target type behind all proxies
 * @param method null for the whole type
 */
public record AnnotatedPlace(
        Class<?> seen, Class<?> target, @Nullable Method method) {

    public static final List<Class<? extends Annotation>> ANNOTATIONS =
            List.of(RequiresScope.class, RequiresRecentSignIn.class, MaxStaleness.class);

    /** Largest number of places that a message names. */
    private static final int MOST = 3;

    /**
     * Methods that are called on handlers that are objects: HandlerFunction, WebHandler, Controller, Servlet and the
     * like.
     */
    public static final Set<String> HANDLING = Set.of("handle", "handleRequest", "handleRequestInternal", "service");

    public static AnnotatedPlace of(Object instance) {
        return new AnnotatedPlace(ClassUtils.getUserClass(instance), behind(instance), null);
    }

    /** The place of a handler: a handler method, or an object with one of the {@link #HANDLING} methods. */
    public static AnnotatedPlace ofHandler(Object handler) {
        if (!(handler instanceof HandlerMethod method)) {
            return of(handler);
        }
        // Spring may know the bean by its name only.
        Class<?> type = method.getBeanType();
        return new AnnotatedPlace(
                type, method.getBean() instanceof String ? type : behind(method.getBean()), method.getMethod());
    }

    /** The type of the object behind all proxies. */
    public static Class<?> behind(Object instance) {
        return ClassUtils.getUserClass(AopProxyUtils.ultimateTargetClass(instance));
    }

    /** All uses of an annotation that apply here, as a meta-annotation too. */
    <A extends Annotation> Stream<MergedAnnotation<A>> all(Class<A> annotation) {
        Stream<? extends AnnotatedElement> methods =
                method == null ? methods().filter(each -> HANDLING.contains(each.getName())) : declarations(method);
        return Stream.concat(types().stream(), methods)
                .flatMap(element -> MergedAnnotations.from(element).stream(annotation));
    }

    /** All types: classes from the target outwards, then interfaces. */
    public Set<Class<?>> types() {
        Set<Class<?>> types = new LinkedHashSet<>();
        addAll(target, types);
        addAll(seen, types);
        return types;
    }

    /** All methods of these types, of any visibility. */
    public Stream<Method> methods() {
        return types().stream().flatMap(AnnotatedPlace::declared);
    }

    // A library's type may refer to classes that are not on the class path. Its methods cannot be called then, either.
    private static Stream<Method> declared(Class<?> type) {
        try {
            return Arrays.stream(type.getDeclaredMethods());
        } catch (LinkageError e) {
            return Stream.empty();
        }
    }

    /** A method and all methods that it overrides or implements in these types, generic ones included. */
    public Stream<Method> declarations(Method method) {
        return methods().filter(other -> isSame(method, other));
    }

    public boolean isSame(Method one, Method other) {
        if (one.equals(other)) {
            return true;
        }
        boolean mayOverride = one.getName().equals(other.getName())
                && one.getParameterCount() == other.getParameterCount()
                && !Modifier.isPrivate(other.getModifiers());
        return mayOverride
                && (Arrays.equals(one.getParameterTypes(), other.getParameterTypes())
                        || Arrays.equals(parameters(one), parameters(other)));
    }

    private Class<?>[] parameters(Method method) {
        Class<?>[] types = new Class<?>[method.getParameterCount()];
        for (int i = 0; i < types.length; i++) {
            types[i] = ResolvableType.forMethodParameter(method, i, target).toClass();
        }
        return types;
    }

    private static void addAll(Class<?> type, Set<Class<?>> types) {
        for (Class<?> each = type; each != null && each != Object.class; each = each.getSuperclass()) {
            if (!Proxy.isProxyClass(each)) {
                types.add(each);
            }
        }
        for (Class<?> each = type; each != null; each = each.getSuperclass()) {
            for (Class<?> parent : each.getInterfaces()) {
                if (types.add(parent)) {
                    addAll(parent, types);
                }
            }
        }
    }

    /**
     * The annotations that apply here and where exactly, as the beginning of an error message:
     * {@code @RequiresScope on com.example.Labs#list()}. For a whole type, those at any of its methods.
     */
    public String annotations() {
        Stream<? extends AnnotatedElement> methods = method == null ? methods() : declarations(method);
        List<AnnotatedElement> elements =
                Stream.concat(types().stream(), methods).toList();
        String found = ANNOTATIONS.stream()
                .flatMap(annotation -> elements.stream()
                        .filter(element -> has(element, annotation))
                        .map(element -> "@" + annotation.getSimpleName() + " on " + name(element)))
                .distinct()
                .limit(MOST)
                .collect(Collectors.joining(" and "));
        boolean isInherited = elements.stream()
                .filter(AnnotatedPlace::isAnnotated)
                .noneMatch(element ->
                        element == target || (element instanceof Method own && own.getDeclaringClass() == target));
        return isInherited ? found + ", which " + target.getName() + " inherits," : found;
    }

    /** The annotations that apply here, and this place: {@code @RequiresScope on com.example.Labs#list()}. */
    public String named() {
        return ANNOTATIONS.stream()
                .filter(annotation -> all(annotation).findAny().isPresent())
                .map(annotation -> "@" + annotation.getSimpleName())
                .collect(Collectors.joining(" and ", "", " on " + this));
    }

    private static String name(AnnotatedElement element) {
        return element instanceof Method method
                ? method.getDeclaringClass().getName() + "#" + method.getName() + "()"
                : ((Class<?>) element).getName();
    }

    @Override
    public String toString() {
        return method == null ? target.getName() : target.getName() + "#" + method.getName() + "()";
    }

    /** Whether one of the annotations is on a type or method itself. */
    public static boolean isAnnotated(AnnotatedElement element) {
        return ANNOTATIONS.stream().anyMatch(annotation -> has(element, annotation));
    }

    public static boolean has(AnnotatedElement element, Class<? extends Annotation> annotation) {
        return element.getAnnotations().length > 0
                && MergedAnnotations.from(element, SearchStrategy.DIRECT).isPresent(annotation);
    }
}
