package com.hubify.identity.resource;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfigurationPackages;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.core.io.support.ResourcePatternResolver;
import org.springframework.core.type.classreading.CachingMetadataReaderFactory;
import org.springframework.core.type.classreading.MetadataReaderFactory;
import org.springframework.util.ClassUtils;

/**
 * Looks at start for annotations on what no guard stands before: an object that the service makes itself, and hands to another
 * that calls it, is seen by nobody. Goes through all classes of the service, so it does not matter in what the object hides. A
 * class of which nothing in this service makes an object is only named in the log: another service may share the package.
 */
final class UnenforcedAnnotations implements SmartInitializingSingleton {

    private static final Logger LOG = LoggerFactory.getLogger(UnenforcedAnnotations.class);

    /** Spring Boot's, which has read the classes already that it looked for beans among. */
    private static final String READERS = "org.springframework.boot.autoconfigure.internalCachingMetadataReaderFactory";

    private static final String JERSEY_GUARD = "hubifyJerseyGuard";

    private final ConfigurableListableBeanFactory beans;
    private final BeanInspection inspection;
    private final HandlerGuard handlers;
    private final ResourceServerProperties properties;

    UnenforcedAnnotations(
            ConfigurableListableBeanFactory beans,
            BeanInspection inspection,
            HandlerGuard handlers,
            ResourceServerProperties properties) {
        this.beans = beans;
        this.inspection = inspection;
        this.handlers = handlers;
        this.properties = properties;
    }

    @Override
    public void afterSingletonsInstantiated() {
        inspection.unguarded().stream()
                .filter(type -> !handlers.standsBefore(type))
                .findFirst()
                .ifPresent(type -> {
                    throw new InvalidDemand(
                            new AnnotatedPlace(type, type, null).annotations()
                                    + " can't be enforced: no mapping of paths leads to this handler",
                            "Map a path to it, or ask for the scope in a rule of hubify.resource.rules.",
                            null);
                });
        if (!AutoConfigurationPackages.has(beans)) {
            return;
        }
        ServiceTypes types = types();
        List<String> open =
                types.annotated().filter(name -> !isEnforced(name, types)).toList();
        if (open.isEmpty()) {
            return;
        }
        MadeTypes made = new MadeTypes(inspection.types(), types::contains, loader());
        for (String name : open) {
            InvalidDemand problem = problem(name, types.place(name).orElseThrow());
            boolean isRefused =
                    properties.unenforcedAnnotations() == ResourceServerProperties.UnenforcedAnnotations.REFUSE;
            if (isRefused && made.contains(name)) {
                throw problem;
            }
            LOG.warn("{}. {}", problem.getMessage(), problem.remedy());
        }
    }

    private ClassLoader loader() {
        ClassLoader loader = beans.getBeanClassLoader();
        return loader == null ? UnenforcedAnnotations.class.getClassLoader() : loader;
    }

    private ServiceTypes types() {
        ResourcePatternResolver files = new PathMatchingResourcePatternResolver(loader());
        MetadataReaderFactory readers = beans.containsBean(READERS)
                ? beans.getBean(READERS, MetadataReaderFactory.class)
                : new CachingMetadataReaderFactory(files);
        TypeExcludeFilter excluded = new TypeExcludeFilter();
        excluded.setBeanFactory(beans);
        return new ServiceTypes(AutoConfigurationPackages.get(beans), files, readers, excluded);
    }

    private boolean isEnforced(String name, ServiceTypes types) {
        if (types.isComponent(name) || (types.isResource(name) && beans.containsBean(JERSEY_GUARD))) {
            return true;
        }
        // A bean may be of the interface that asks, and hand calls on to this.
        if (types.place(name)
                .map(ServiceTypes.Place::type)
                .filter(inspection::enforces)
                .isPresent()) {
            return true;
        }
        try {
            Class<?> type = ClassUtils.forName(name, loader());
            return inspection.enforces(type) || handlers.standsBefore(type);
        } catch (ClassNotFoundException | LinkageError e) {
            // Made for a library that is not there, so there can be no object of it.
            return true;
        }
    }

    private static InvalidDemand problem(String name, ServiceTypes.Place place) {
        String owner = place.type().equals(name) ? "this class" : name + ", which inherits it,";
        return new InvalidDemand(
                place + " can't be enforced: " + owner + " is neither a bean nor a handler that a mapping leads to",
                "Make it a bean, or ask for the scope in a rule of hubify.resource.rules for its path or by"
                        + " requireScope(\"labs:read\") at its route, and remove the annotation. Where something else"
                        + " enforces it, set hubify.resource.unenforced-annotations to warn.",
                null);
    }
}
