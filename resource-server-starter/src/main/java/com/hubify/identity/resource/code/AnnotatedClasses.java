package com.hubify.identity.resource.code;

import com.hubify.identity.resource.MaxStaleness;
import com.hubify.identity.resource.RequiresRecentSignIn;
import com.hubify.identity.resource.RequiresScope;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.asm.Type;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;
import org.springframework.web.service.annotation.HttpExchange;

/** Annotations that the classes of a service have or inherit: ours, and those by which Spring makes them beans. */
public final class AnnotatedClasses {

    /** Names as in class files, with those that stand in messages. */
    private static final Map<String, String> ANNOTATIONS = new LinkedHashMap<>();

    static {
        ANNOTATIONS.put(RequiresScope.class.getName(), "@RequiresScope");
        ANNOTATIONS.put(RequiresScope.All.class.getName(), "@RequiresScope");
        ANNOTATIONS.put(RequiresRecentSignIn.class.getName(), "@RequiresRecentSignIn");
        ANNOTATIONS.put(MaxStaleness.class.getName(), "@MaxStaleness");
    }

    private static final String RESOURCE_METHOD = "jakarta.ws.rs.HttpMethod";

    private final ServiceClasses classes;
    private final Map<String, Optional<Place>> places = new HashMap<>();
    private final Set<String> inherited;

    /** Types of the beans that each {@code @Bean} method creates. */
    private final Map<String, Set<String>> beanMethods;

    private final Set<String> beans;

    public AnnotatedClasses(ServiceClasses classes) {
        this.classes = classes;
        this.inherited =
                classes.all().stream().flatMap(file -> file.parents.stream()).collect(Collectors.toSet());
        this.beanMethods = classes.all().stream()
                .flatMap(file -> file.methods.entrySet().stream())
                .filter(method -> classes.has(method.getValue().annotations, Bean.class.getName()))
                .map(Map.Entry::getKey)
                .collect(Collectors.groupingBy(
                        ClassFile.Call::toString,
                        Collectors.mapping(
                                call -> Type.getReturnType(call.descriptor()).getClassName(), Collectors.toSet())));
        this.beans = beanMethods.values().stream().flatMap(Set::stream).collect(Collectors.toSet());
    }

    /** The classes that have or inherit an annotation of ours; without annotation types. */
    public List<String> names() {
        return classes.all().stream()
                .filter(file -> !file.isAnnotation())
                .map(ClassFile::name)
                .filter(name -> place(name).isPresent())
                .toList();
    }

    /**
     * Whether a type has no objects of its own: other annotated classes inherit from it, or it is the interface of an
     * HTTP client, which Spring implements by a proxy.
     */
    public boolean isForOthers(String name) {
        String exchange = HttpExchange.class.getName();
        return classes.find(name)
                .filter(file -> !file.isConcrete())
                .filter(file -> inherited.contains(name)
                        || classes.has(file.annotations, exchange)
                        || hasMethods(file, exchange))
                .isPresent();
    }

    /** The static methods with an annotation of ours. */
    public Stream<Place> onStaticMethods() {
        return classes.all().stream().flatMap(file -> onMethods(file, ClassFile.Method::isStatic));
    }

    /** Where the annotation is that a class has or inherits. */
    public Optional<Place> place(String name) {
        Optional<Place> known = places.get(name);
        if (known == null) {
            known = classes.findAny(name)
                    .flatMap(file -> Stream.concat(
                                    Stream.concat(onType(file), onMethods(file, method -> true)),
                                    file.parents.stream().flatMap(parent -> place(parent).stream()))
                            .findFirst());
            places.put(name, known);
        }
        return known;
    }

    /**
     * Whether a class is declared as a component, even if not in this context: with another profile, in another test.
     */
    public boolean isComponent(String name) {
        return beans.contains(name)
                || classes.find(name)
                        .filter(file -> classes.has(file.annotations, Component.class.getName()))
                        .isPresent();
    }

    /**
     * Whether a method creates beans of one of these types, or of a subtype of another type, which wrap the object.
     *
     * @param wrapped type of beans that may wrap the object; null if none may
     */
    public boolean isBeanMethod(ClassFile.Call method, Collection<String> types, @Nullable String wrapped) {
        return beanMethods.getOrDefault(method.toString(), Set.of()).stream()
                .anyMatch(made -> types.contains(made) || (wrapped != null && inherits(made, wrapped)));
    }

    private boolean inherits(String name, String parent) {
        return classes.findAny(name).stream()
                .flatMap(file -> file.parents.stream())
                .anyMatch(each -> each.equals(parent) || inherits(each, parent));
    }

    /** Whether a class is a JAX-RS resource. */
    public boolean isResource(String name) {
        return classes.findAny(name)
                .filter(file -> hasMethods(file, RESOURCE_METHOD)
                        || file.parents.stream().anyMatch(this::isResource))
                .isPresent();
    }

    private boolean hasMethods(ClassFile file, String annotation) {
        return file.methods.values().stream().anyMatch(method -> classes.has(method.annotations, annotation));
    }

    private Stream<Place> onType(ClassFile file) {
        return ANNOTATIONS.keySet().stream()
                .filter(annotation -> classes.has(file.annotations, annotation))
                .map(annotation -> new Place(annotation, file.name(), ""));
    }

    private Stream<Place> onMethods(ClassFile file, Predicate<ClassFile.Method> which) {
        return ANNOTATIONS.keySet().stream()
                .flatMap(annotation -> file.methods.entrySet().stream()
                        .filter(method -> which.test(method.getValue()))
                        .filter(method -> classes.has(method.getValue().annotations, annotation))
                        .map(method -> new Place(
                                annotation, file.name(), method.getKey().name())));
    }

    /**
     * The location of an annotation.
     *
     * @param type name of the annotated type, or of the annotated method's type
     * @param method name of the annotated method; empty if the type is annotated
     */
    public record Place(String annotation, String type, String method) {

        @Override
        public String toString() {
            return ANNOTATIONS.get(annotation) + " on " + type + (method.isEmpty() ? "" : "#" + method + "()");
        }
    }
}
