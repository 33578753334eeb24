package com.hubify.identity.resource.code;

import com.hubify.identity.resource.MaxStaleness;
import com.hubify.identity.resource.RequiresScope;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfigurationPackages;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.context.annotation.Bean;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.core.io.support.ResourcePatternResolver;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.core.type.MethodMetadata;
import org.springframework.core.type.classreading.CachingMetadataReaderFactory;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;
import org.springframework.core.type.filter.TypeFilter;
import org.springframework.stereotype.Component;
import org.springframework.util.ClassUtils;
import org.springframework.web.service.annotation.HttpExchange;

/** The classes in a service's packages, read from their files and not loaded: what they carry and what they inherit. */
public final class ServiceTypes {

    private static final List<String> ANNOTATIONS =
            List.of(RequiresScope.class.getName(), RequiresScope.All.class.getName(), MaxStaleness.class.getName());

    /** Spring Boot's, which has read the classes already that it looked for beans among. */
    private static final String READERS = "org.springframework.boot.autoconfigure.internalCachingMetadataReaderFactory";

    /** By these a class is called for which there is no bean. */
    private static final Set<String> CALLED = Set.of(
            "org.springframework.beans.factory.BeanRegistrar",
            "org.springframework.beans.factory.BeanRegistrarDsl",
            "org.springframework.boot.EnvironmentPostProcessor",
            "org.springframework.boot.SpringApplicationRunListener",
            "org.springframework.boot.bootstrap.BootstrapRegistryInitializer",
            "org.springframework.boot.env.EnvironmentPostProcessor",
            "org.springframework.boot.web.servlet.support.SpringBootServletInitializer",
            "org.springframework.context.ApplicationContextInitializer",
            "org.springframework.context.ApplicationListener",
            "org.springframework.context.annotation.DeferredImportSelector",
            "org.springframework.context.annotation.ImportBeanDefinitionRegistrar",
            "org.springframework.context.annotation.ImportSelector",
            "org.springframework.web.WebApplicationInitializer",
            "jakarta.servlet.ServletContainerInitializer",
            "jakarta.servlet.ServletContextAttributeListener",
            "jakarta.servlet.ServletContextListener",
            "jakarta.servlet.ServletRequestListener");

    private static final String RESOURCE_METHOD = "jakarta.ws.rs.HttpMethod";

    /** Of methods that are tests: of JUnit 5 and later, and of its older versions. */
    private static final List<String> TESTS =
            List.of("org.junit.platform.commons.annotation.Testable", "org.junit.Test");

    /** Of these nothing is read but what is found in the packages: they are many and carry nothing of ours. */
    private static final List<String> FOREIGN =
            List.of("java.", "javax.", "jakarta.", "kotlin.", "org.springframework.", "com.fasterxml.");

    private final MetadataReaderFactory readers;
    private final Map<String, AnnotationMetadata> found = new LinkedHashMap<>();
    private final Map<String, Optional<Place>> places = new LinkedHashMap<>();
    private final Set<String> inherited = new HashSet<>();
    private final Map<String, Set<String>> beanMethods = new HashMap<>();

    /**
     * Those in the packages of an application, if it says which these are, and in others.
     *
     * @param scanned packages among which beans were looked for
     */
    public static ServiceTypes of(ConfigurableListableBeanFactory beans, Collection<String> scanned) {
        ResourcePatternResolver files = new PathMatchingResourcePatternResolver(loader(beans));
        MetadataReaderFactory readers = beans.containsBean(READERS)
                ? beans.getBean(READERS, MetadataReaderFactory.class)
                : new CachingMetadataReaderFactory(files);
        TypeExcludeFilter excluded = new TypeExcludeFilter();
        excluded.setBeanFactory(beans);
        Set<String> packages = new TreeSet<>(scanned);
        if (AutoConfigurationPackages.has(beans)) {
            packages.addAll(AutoConfigurationPackages.get(beans));
        }
        packages.removeIf(each -> packages.stream().anyMatch(other -> each.startsWith(other + ".")));
        return new ServiceTypes(packages, files, readers, excluded);
    }

    public static ClassLoader loader(ConfigurableListableBeanFactory beans) {
        ClassLoader loader = beans.getBeanClassLoader();
        return loader == null ? ServiceTypes.class.getClassLoader() : loader;
    }

    /**
     * Reads all classes of some packages and those below.
     *
     * @param excluded which of them are not the service's in this context, such as those of tests
     */
    ServiceTypes(
            Collection<String> packages,
            ResourcePatternResolver files,
            MetadataReaderFactory readers,
            TypeFilter excluded) {
        this.readers = readers;
        try {
            for (String each : packages) {
                // Of the unnamed package, all that is on the class path would be a part.
                if (!each.isEmpty()) {
                    read(each, files, excluded);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        found.values().forEach(type -> parents(type).forEach(inherited::add));
    }

    /** Those that carry an annotation or inherit one, but for annotations. */
    public Stream<String> annotated() {
        return found.values().stream()
                .filter(type -> !type.isAnnotation())
                .map(AnnotationMetadata::getClassName)
                .filter(name -> place(name).isPresent());
    }

    /** Whether a type is for others: these here inherit from it, or it is a client's, of which Spring makes a proxy. */
    public boolean isForOthers(String name) {
        AnnotationMetadata type = found.get(name);
        return type != null
                && !type.isConcrete()
                && (inherited.contains(name)
                        || type.isAnnotated(HttpExchange.class.getName())
                        || type.hasAnnotatedMethods(HttpExchange.class.getName()));
    }

    /** Those that frameworks call although they are no beans. */
    List<String> called() {
        return found.keySet().stream().filter(this::isCalled).toList();
    }

    private boolean isCalled(String name) {
        AnnotationMetadata type = found.get(name);
        return type == null ? CALLED.contains(name) : parents(type).anyMatch(this::isCalled);
    }

    /** Those by which an application may be started. */
    List<String> main() {
        return found.values().stream()
                .filter(type -> type.getDeclaredMethods().stream()
                        .anyMatch(method -> method.getMethodName().equals("main")))
                .map(AnnotationMetadata::getClassName)
                .toList();
    }

    /** Where annotations stand on static methods. */
    public Stream<Place> onStaticMethods() {
        return found.values().stream().flatMap(type -> onMethods(type, MethodMetadata::isStatic));
    }

    boolean contains(String name) {
        return found.containsKey(name);
    }

    /** All of them. */
    Set<String> names() {
        return found.keySet();
    }

    /** Whether a type is a test or within one. */
    boolean isOfTest(String name) {
        AnnotationMetadata type = found.get(name);
        int outer = name.lastIndexOf('$');
        return (type != null && TESTS.stream().anyMatch(type::hasAnnotatedMethods))
                || (outer > 0 && isOfTest(name.substring(0, outer)));
    }

    /** Where the annotation stands that a type carries or inherits. */
    public Optional<Place> place(String name) {
        Optional<Place> known = places.get(name);
        if (known != null) {
            return known;
        }
        AnnotationMetadata type = type(name);
        Optional<Place> place = type == null
                ? Optional.empty()
                : ownPlace(type)
                        .or(() -> parents(type)
                                .flatMap(parent -> place(parent).stream())
                                .findFirst());
        places.put(name, place);
        return place;
    }

    /** Whether a type is meant to be a bean, be it in another context than this one: with another profile, in another test. */
    public boolean isComponent(String name) {
        AnnotationMetadata type = found.get(name);
        return beanMethods.containsKey(name) || (type != null && type.isAnnotated(Component.class.getName()));
    }

    /**
     * Whether a method makes beans of one of these types, or of what inherits another and wraps the object.
     *
     * @param wrapped null if no bean may wrap it
     */
    public boolean isBeanMethod(String owner, String method, Collection<String> types, @Nullable String wrapped) {
        return beanMethods.entrySet().stream()
                .filter(bean -> bean.getValue().contains(owner + "#" + method))
                .map(Map.Entry::getKey)
                .anyMatch(type -> types.contains(type) || (wrapped != null && inherits(type, wrapped)));
    }

    private boolean inherits(String name, String parent) {
        AnnotationMetadata type = type(name);
        return type != null && parents(type).anyMatch(each -> each.equals(parent) || inherits(each, parent));
    }

    /** Whether a type has methods that answer requests by JAX-RS. */
    public boolean isResource(String name) {
        AnnotationMetadata type = type(name);
        return type != null
                && (type.hasAnnotatedMethods(RESOURCE_METHOD) || parents(type).anyMatch(this::isResource));
    }

    private void read(String basePackage, ResourcePatternResolver files, TypeFilter excluded) throws IOException {
        String pattern = ResourcePatternResolver.CLASSPATH_ALL_URL_PREFIX
                + ClassUtils.convertClassNameToResourcePath(basePackage) + "/**/*.class";
        for (Resource file : files.getResources(pattern)) {
            MetadataReader reader = readers.getMetadataReader(file);
            AnnotationMetadata type = reader.getAnnotationMetadata();
            if (!excluded.match(reader, readers)) {
                found.put(type.getClassName(), type);
                type.getAnnotatedMethods(Bean.class.getName())
                        .forEach(method -> beanMethods
                                .computeIfAbsent(method.getReturnTypeName(), each -> new HashSet<>())
                                .add(type.getClassName() + "#" + method.getMethodName()));
            }
        }
    }

    private @Nullable AnnotationMetadata type(String name) {
        AnnotationMetadata type = found.get(name);
        if (type != null || FOREIGN.stream().anyMatch(name::startsWith)) {
            return type;
        }
        try {
            return readers.getMetadataReader(name).getAnnotationMetadata();
        } catch (IOException e) {
            return null;
        }
    }

    private static Optional<Place> ownPlace(AnnotationMetadata type) {
        String owner = type.getClassName();
        Stream<Place> onType = ANNOTATIONS.stream()
                .filter(type::isAnnotated)
                .map(annotation -> new Place(ClassUtils.getShortName(annotation), owner, ""));
        return Stream.concat(onType, onMethods(type, method -> true)).findFirst();
    }

    private static Stream<Place> onMethods(AnnotationMetadata type, Predicate<MethodMetadata> which) {
        return ANNOTATIONS.stream()
                .flatMap(annotation -> type.getAnnotatedMethods(annotation).stream()
                        .filter(which)
                        .map(method -> new Place(
                                ClassUtils.getShortName(annotation), type.getClassName(), method.getMethodName())));
    }

    /**
     * Where an annotation stands.
     *
     * @param annotation its simple name
     * @param type the name of the type it stands on, or in
     * @param method its name, empty where it stands on the type
     */
    public record Place(String annotation, String type, String method) {

        @Override
        public String toString() {
            return "@" + annotation + " on " + type + (method.isEmpty() ? "" : "#" + method + "()");
        }
    }

    private static Stream<String> parents(AnnotationMetadata type) {
        return Stream.concat(Stream.ofNullable(type.getSuperClassName()), Stream.of(type.getInterfaceNames()));
    }
}
