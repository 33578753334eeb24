package com.hubify.identity.resource.unenforced;

import com.hubify.identity.resource.bean.BeanGuard;
import com.hubify.identity.resource.bean.BeanInspection;
import com.hubify.identity.resource.code.AnnotatedClasses;
import com.hubify.identity.resource.code.MadeTypes;
import com.hubify.identity.resource.code.ServiceClasses;
import com.hubify.identity.resource.demand.AnnotatedPlace;
import com.hubify.identity.resource.handler.HandlerGuard;
import com.hubify.identity.resource.settings.InvalidDemand;
import com.hubify.identity.resource.settings.ResourceServerProperties;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.util.ClassUtils;

/**
 * Finds annotated classes that the service's own code instantiates, even beside a bean of the class: nothing enforces
 * annotations on such objects. Inspects all classes of the service, so it does not matter where the object is used. A
 * class that nothing instantiates is only logged, since another service may share the package.
 */
public final class UnenforcedAnnotations
        implements SmartInitializingSingleton, ApplicationListener<ContextRefreshedEvent> {

    private static final Logger LOG = LoggerFactory.getLogger(UnenforcedAnnotations.class);

    private static final String ELSEWHERE =
            " If something else enforces it, set hubify.resource.unenforced-annotations to warn.";

    private static final String JERSEY_GUARD = "hubifyJerseyGuard";

    private final ConfigurableListableBeanFactory beans;
    private final BeanGuard guard;
    private final BeanInspection inspection;
    private final HandlerGuard handlers;
    private final ResourceServerProperties properties;
    private final Set<String> inspected = new HashSet<>();

    UnenforcedAnnotations(
            ConfigurableListableBeanFactory beans,
            BeanGuard guard,
            BeanInspection inspection,
            HandlerGuard handlers,
            ResourceServerProperties properties) {
        this.beans = beans;
        this.guard = guard;
        this.inspection = inspection;
        this.handlers = handlers;
        this.properties = properties;
    }

    @Override
    public void afterSingletonsInstantiated() {
        inspection.unguarded().stream()
                .filter(type -> !handlers.standsBefore(type))
                .map(type -> new AnnotatedPlace(type, type, null))
                .findFirst()
                .ifPresent(UnenforcedAnnotations::refuseUnmapped);
        inspection.stale().stream()
                .filter(place -> !handlers.leadsTo(place))
                .findFirst()
                .ifPresent(UnenforcedAnnotations::refuseUnmapped);
        inspectTypes();
    }

    /**
     * Also for child contexts with beans of the service, since these may instantiate annotated classes and call
     * annotated methods.
     */
    @Override
    public void onApplicationEvent(ContextRefreshedEvent event) {
        ListableBeanFactory other = event.getApplicationContext();
        boolean isBelow = other.getBeanNamesForType(UnenforcedAnnotations.class, false, false).length == 0;
        if (isBelow && !inspected.containsAll(ownBeans())) {
            inspectTypes();
        }
    }

    private Set<String> ownBeans() {
        return inspection.types().stream()
                .filter(type -> !type.startsWith("org.springframework."))
                .collect(Collectors.toSet());
    }

    private static void refuseUnmapped(AnnotatedPlace place) {
        throw InvalidDemand.unenforceable(
                place.annotations(),
                "no mapping of paths leads to this handler",
                "Map a path to it, or require the scope in a rule of hubify.resource.rules.");
    }

    private void inspectTypes() {
        inspected.addAll(ownBeans());
        ServiceClasses classes = guard.classes();
        classes.read(inspection.scanned());
        AnnotatedClasses annotated = new AnnotatedClasses(classes);
        List<String> names = annotated.names();
        if (!names.isEmpty()) {
            MadeTypes made = new MadeTypes(inspection.types(), classes, annotated);
            annotated
                    .onStaticMethods()
                    .forEach(place -> made.caller(place.type(), place.method())
                            .ifPresent(caller -> report(problemStatic(place, caller), true)));
            names.stream()
                    .filter(name -> made.isConstructed(name) || !annotated.isForOthers(name))
                    .forEach(name -> inspect(name, annotated, made));
        }
        classes.forget();
    }

    private void inspect(String name, AnnotatedClasses types, MadeTypes made) {
        Class<?> type;
        try {
            type = ClassUtils.forName(name, guard.classes().loader());
        } catch (ClassNotFoundException | LinkageError e) {
            // The class needs a library that is not on the class path, so it cannot be instantiated.
            return;
        }
        AnnotatedClasses.Place place = types.place(name).orElseThrow();
        boolean isBean = inspection.enforces(name);
        if (isOfJersey(name, types) || (!isBean && handlers.standsBefore(type))) {
            return;
        }
        // A bean may implement the annotated interface and delegate to this class.
        boolean isInherited = !place.type().equals(name) && inspection.enforces(place.type());
        boolean isElsewhere = types.isComponent(name) || made.isRegistered(name);
        if (isBean || isInherited || isElsewhere || inspection.awaits(type) || handlers.standsBelow(type)) {
            Set<String> parents = parents(type);
            String wrapped = isInherited ? place.type() : null;
            made.madeBesideBeans(name, parents, method -> types.isBeanMethod(method, parents, wrapped))
                    .ifPresent(maker -> report(problemBeside(name, place, maker), true));
        } else {
            report(problem(name, place), made.contains(name));
        }
    }

    private void report(InvalidDemand problem, boolean isMade) {
        if (isMade && properties.unenforcedAnnotations() == ResourceServerProperties.UnenforcedAnnotations.REFUSE) {
            throw problem;
        }
        LOG.warn("{}. {}", problem.getMessage(), problem.remedy());
    }

    // The return types of methods that may create a bean of this type.
    private static Set<String> parents(Class<?> type) {
        Set<String> parents = new HashSet<>(Set.of(Object.class.getName()));
        new AnnotatedPlace(type, type, null).types().forEach(parent -> parents.add(parent.getName()));
        return parents;
    }

    private boolean isOfJersey(String name, AnnotatedClasses types) {
        return types.isResource(name) && beans.containsBean(JERSEY_GUARD);
    }

    private static InvalidDemand problem(String name, AnnotatedClasses.Place place) {
        String owner = place.type().equals(name) ? "this class" : name + ", which inherits it,";
        return InvalidDemand.unenforceable(
                place,
                owner + " is neither a bean nor a handler that a mapping leads to",
                "Make it a bean, or require the scope in a rule of hubify.resource.rules for its path or by"
                        + " requireScope(\"labs:read\") or requireRecentSignIn(\"10m\") at its route, and remove the annotation."
                        + ELSEWHERE);
    }

    private static InvalidDemand problemStatic(AnnotatedClasses.Place place, String caller) {
        return InvalidDemand.unenforceable(
                place,
                "the method is static, and " + caller + " calls it",
                "Make it an instance method of a bean, or require the same at the request handler that calls it."
                        + ELSEWHERE);
    }

    private static InvalidDemand problemBeside(String name, AnnotatedClasses.Place place, String maker) {
        return InvalidDemand.unenforceable(
                place,
                maker + " creates an object of " + name + " that is not a bean",
                "Inject the bean there instead." + ELSEWHERE);
    }
}
