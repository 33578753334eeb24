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
 * The classes in the packages of a service: its auto-configuration packages and those scanned for components. Each
 * class file is read once and kept until {@link #forget}.
 */
public final class ServiceClasses {

    /** Supertypes in these packages carry no annotation of ours and are not read. */
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
     * Reads the classes of the service that have not been read yet.
     *
     * @param scanned packages that were scanned for components
     */
    public void read(Collection<String> scanned) {
        Set<String> wanted = new TreeSet<>(scanned);
        if (AutoConfigurationPackages.has(beans)) {
            wanted.addAll(AutoConfigurationPackages.get(beans));
        }
        // The unnamed package would contain the whole class path.
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

    /** Frees the memory; later queries read class files again. */
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

    /** A class of the service; empty if it is not one. */
    Optional<ClassFile> find(String name) {
        return Optional.ofNullable(found.get(name));
    }

    /** A class of the service, or a supertype from a library, which may be annotated. */
    Optional<ClassFile> findAny(String name) {
        return FOREIGN.stream().anyMatch(name::startsWith) ? find(name) : file(name);
    }

    /** Whether one of the given annotations is this one, or is meta-annotated with it. */
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
