package com.hubify.identity.resource;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.util.ClassUtils;

/**
 * Looks at start for annotations on what no guard stands before: an object that the service makes itself, and hands to another
 * that calls it, is seen by nobody, be it one more of a type that has a bean. Goes through all classes of the
 * service, so it does not matter in what the object hides. A class of which nothing in this service makes an object is only
 * named in the log: another service may share the package.
 */
final class UnenforcedAnnotations implements SmartInitializingSingleton {

    private static final Logger LOG = LoggerFactory.getLogger(UnenforcedAnnotations.class);

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
        ServiceTypes types = ServiceTypes.of(beans);
        List<String> annotated = types.annotated().toList();
        if (annotated.isEmpty()) {
            return;
        }
        MadeTypes made = new MadeTypes(inspection.types(), types::contains, ServiceTypes.loader(beans));
        for (String name : annotated) {
            if (!isEnforced(name, types)) {
                report(problem(name, types.place(name).orElseThrow()), made.contains(name));
            } else if (isGuardedAsBean(name, types)) {
                made.madeBesideBeans(name, (owner, method) -> types.isBeanMethod(owner, method, parents(name)))
                        .ifPresent(maker ->
                                report(problemBeside(name, types.place(name).orElseThrow(), maker), true));
            }
        }
    }

    private void report(InvalidDemand problem, boolean isMade) {
        if (isMade && properties.unenforcedAnnotations() == ResourceServerProperties.UnenforcedAnnotations.REFUSE) {
            throw problem;
        }
        LOG.warn("{}. {}", problem.getMessage(), problem.remedy());
    }

    // Before a bean stands a guard, and before other objects of its type none.
    private boolean isGuardedAsBean(String name, ServiceTypes types) {
        return !isOfJersey(name, types) && (inspection.enforces(name) || types.isComponent(name));
    }

    // What a method may say that it returns, and make a bean of this type.
    private Set<String> parents(String name) {
        Set<String> parents = new HashSet<>(Set.of(Object.class.getName(), name));
        try {
            Class<?> type = ClassUtils.forName(name, ServiceTypes.loader(beans));
            new AnnotatedPlace(type, type, null).types().forEach(parent -> parents.add(parent.getName()));
        } catch (ClassNotFoundException | LinkageError e) {
            return parents;
        }
        return parents;
    }

    private boolean isEnforced(String name, ServiceTypes types) {
        if (types.isComponent(name) || isOfJersey(name, types)) {
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
            Class<?> type = ClassUtils.forName(name, ServiceTypes.loader(beans));
            return inspection.enforces(type) || handlers.standsBefore(type);
        } catch (ClassNotFoundException | LinkageError e) {
            // Made for a library that is not there, so there can be no object of it.
            return true;
        }
    }

    private boolean isOfJersey(String name, ServiceTypes types) {
        return types.isResource(name) && beans.containsBean(JERSEY_GUARD);
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

    private static InvalidDemand problemBeside(String name, ServiceTypes.Place place, String maker) {
        return new InvalidDemand(
                place + " can't be enforced on all objects of " + name + ": " + maker + " makes one that is no bean",
                "Take the bean there instead. Where something else asks for the scope, set"
                        + " hubify.resource.unenforced-annotations to warn.",
                null);
    }
}
