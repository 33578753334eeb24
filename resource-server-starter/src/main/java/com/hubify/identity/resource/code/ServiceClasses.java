package com.hubify.identity.resource.code;

import java.io.IOException;
import java.io.InputStream;
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
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfigurationPackages;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.core.io.support.ResourcePatternResolver;
import org.springframework.core.type.classreading.CachingMetadataReaderFactory;
import org.springframework.core.type.classreading.MetadataReaderFactory;
import org.springframework.util.ClassUtils;

/**
 * The classes in the packages of a service: those of Spring Boot's auto-configuration, and those in which components were looked
 * for. Each file is read once and kept until {@link #forget}.
 */
public final class ServiceClasses {

    /** Parents that carry no annotation of ours: they are many, and need not be read. */
    private static final List<String> FOREIGN =
            List.of("java.", "javax.", "jakarta.", "kotlin.", "org.springframework.", "com.fasterxml.");

    private final ConfigurableListableBeanFactory beans;
    private final Set<String> packages = new HashSet<>();
    private final Map<String, ClassFile> found = new LinkedHashMap<>();
    private final Map<String, Optional<ClassFile>> others = new HashMap<>();
    private final Map<String, Set<String>> annotations = new HashMap<>();

    public ServiceClasses(ConfigurableListableBeanFactory beans) {
        this.beans = beans;
    }

    /**
     * Reads the classes of the service, as far as they aren't known yet.
     *
     * @param scanned packages in which components were looked for
     */
    public void read(Collection<String> scanned) {
        Set<String> wanted = new TreeSet<>(scanned);
        if (AutoConfigurationPackages.has(beans)) {
            wanted.addAll(AutoConfigurationPackages.get(beans));
        }
        // All of the class path would be within the unnamed package.
        wanted.remove("");
        wanted.removeIf(each -> isWithin(each, wanted) || packages.contains(each) || isWithin(each, packages));
        try {
            for (String each : wanted) {
                read(each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        packages.addAll(wanted);
    }

    /** Gives up the memory; what is asked for again is read anew. */
    public void forget() {
        packages.clear();
        found.clear();
        others.clear();
        annotations.clear();
    }

    private static boolean isWithin(String name, Set<String> packages) {
        return packages.stream().anyMatch(each -> name.startsWith(each + "."));
    }

    private void read(String name) throws IOException {
        ResourcePatternResolver files = new PathMatchingResourcePatternResolver(loader());
        MetadataReaderFactory readers = new CachingMetadataReaderFactory(files);
        Collection<TypeExcludeFilter> excluded =
                beans.getBeansOfType(TypeExcludeFilter.class).values();
        String pattern = ResourcePatternResolver.CLASSPATH_ALL_URL_PREFIX
                + ClassUtils.convertClassNameToResourcePath(name) + "/**/*.class";
        for (Resource resource : files.getResources(pattern)) {
            boolean isExcluded = false;
            for (TypeExcludeFilter each : excluded) {
                isExcluded |= each.match(readers.getMetadataReader(resource), readers);
            }
            if (!isExcluded) {
                try (InputStream bytes = resource.getInputStream()) {
                    ClassFile file = ClassFile.read(bytes);
                    found.put(file.name(), file);
                }
            }
        }
    }

    public ClassLoader loader() {
        ClassLoader loader = beans.getBeanClassLoader();
        return loader == null ? ServiceClasses.class.getClassLoader() : loader;
    }

    Collection<ClassFile> all() {
        return found.values();
    }

    boolean contains(String name) {
        return found.containsKey(name);
    }

    /** A class of the service. */
    Optional<ClassFile> find(String name) {
        return Optional.ofNullable(found.get(name));
    }

    /** A class of the service, or a parent from a library that may carry annotations. */
    Optional<ClassFile> findAny(String name) {
        return FOREIGN.stream().anyMatch(name::startsWith) ? find(name) : file(name);
    }

    /** Whether one of the annotations that stand somewhere is this one, or carries it. */
    boolean has(Set<String> standing, String annotation) {
        for (String each : standing) {
            if (withTheirs(each).contains(annotation)) {
                return true;
            }
        }
        return false;
    }

    private Set<String> withTheirs(String annotation) {
        Set<String> known = annotations.get(annotation);
        if (known == null) {
            known = new HashSet<>();
            collect(annotation, known);
            annotations.put(annotation, known);
        }
        return known;
    }

    private void collect(String annotation, Set<String> all) {
        if (all.add(annotation) && !annotation.startsWith("java.")) {
            file(annotation).ifPresent(file -> file.annotations.forEach(each -> collect(each, all)));
        }
    }

    private Optional<ClassFile> file(String name) {
        return find(name).or(() -> others.computeIfAbsent(name, each -> ClassFile.read(each, loader())));
    }
}
