package com.hubify.identity.resource;

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
import org.springframework.core.type.classreading.CachingMetadataReaderFactory;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;
import org.springframework.core.type.filter.TypeFilter;
import org.springframework.stereotype.Component;
import org.springframework.util.ClassUtils;

/** The classes in a service's packages, read from their files and not loaded: what they carry and what they inherit. */
final class ServiceTypes {

    private static final List<String> ANNOTATIONS =
            List.of(RequiresScope.class.getName(), RequiresScope.All.class.getName(), MaxStaleness.class.getName());

    /** Spring Boot's, which has read the classes already that it looked for beans among. */
    private static final String READERS = "org.springframework.boot.autoconfigure.internalCachingMetadataReaderFactory";

    private static final String RESOURCE_METHOD = "jakarta.ws.rs.HttpMethod";

    /** Of these nothing is read but what is found in the packages: they are many and carry nothing of ours. */
    private static final List<String> FOREIGN =
            List.of("java.", "javax.", "jakarta.", "kotlin.", "org.springframework.", "com.fasterxml.");

    private final MetadataReaderFactory readers;
    private final Map<String, AnnotationMetadata> found = new LinkedHashMap<>();
    private final Map<String, Optional<Place>> places = new LinkedHashMap<>();
    private final Set<String> inherited = new HashSet<>();
    private final Map<String, Set<String>> beanMethods = new HashMap<>();

    /** Those in the packages of an application, or none if it doesn't say which these are. */
    static ServiceTypes of(ConfigurableListableBeanFactory beans) {
        ResourcePatternResolver files = new PathMatchingResourcePatternResolver(loader(beans));
        MetadataReaderFactory readers = beans.containsBean(READERS)
                ? beans.getBean(READERS, MetadataReaderFactory.class)
                : new CachingMetadataReaderFactory(files);
        TypeExcludeFilter excluded = new TypeExcludeFilter();
        excluded.setBeanFactory(beans);
        return new ServiceTypes(
                AutoConfigurationPackages.has(beans) ? AutoConfigurationPackages.get(beans) : List.of(),
                files,
                readers,
                excluded);
    }

    static ClassLoader loader(ConfigurableListableBeanFactory beans) {
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

    /** Those that carry an annotation or inherit one, but for annotations, and for what others here inherit from. */
    Stream<String> annotated() {
        return found.values().stream()
                .filter(type -> !type.isAnnotation())
                .filter(type -> type.isConcrete() || !inherited.contains(type.getClassName()))
                .map(AnnotationMetadata::getClassName)
                .filter(name -> place(name).isPresent());
    }

    boolean contains(String name) {
        return found.containsKey(name);
    }

    /** Where the annotation stands that a type carries or inherits. */
    Optional<Place> place(String name) {
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
    boolean isComponent(String name) {
        AnnotationMetadata type = found.get(name);
        return beanMethods.containsKey(name) || (type != null && type.isAnnotated(Component.class.getName()));
    }

    /** Whether a method makes beans of one of these types. */
    boolean isBeanMethod(String owner, String method, Collection<String> types) {
        return types.stream()
                .anyMatch(type -> beanMethods.getOrDefault(type, Set.of()).contains(owner + "#" + method));
    }

    /** Whether a type has methods that answer requests by JAX-RS. */
    boolean isResource(String name) {
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
        Stream<Place> onMethods = ANNOTATIONS.stream()
                .flatMap(annotation -> type.getAnnotatedMethods(annotation).stream()
                        .map(method -> new Place(
                                ClassUtils.getShortName(annotation), owner, "#" + method.getMethodName() + "()")));
        return Stream.concat(onType, onMethods).findFirst();
    }

    /**
     * Where an annotation stands.
     *
     * @param annotation its simple name
     * @param type the name of the type it stands on, or in
     * @param method empty where it stands on the type
     */
    record Place(String annotation, String type, String method) {

        @Override
        public String toString() {
            return "@" + annotation + " on " + type + method;
        }
    }

    private static Stream<String> parents(AnnotationMetadata type) {
        return Stream.concat(Stream.ofNullable(type.getSuperClassName()), Stream.of(type.getInterfaceNames()));
    }
}
