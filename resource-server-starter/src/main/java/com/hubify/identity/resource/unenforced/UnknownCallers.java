package com.hubify.identity.resource.unenforced;

import com.hubify.identity.resource.code.AnnotatedClasses;
import com.hubify.identity.resource.code.MadeTypes;
import com.hubify.identity.resource.code.ServiceClasses;
import com.hubify.identity.resource.demand.AnnotatedPlace;
import com.hubify.identity.resource.settings.InvalidDemand;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;

/** Stops the start of an application that has annotated beans but no callers. */
public final class UnknownCallers implements SmartInitializingSingleton {

    /** Set by {@code @SpringBootTest}, which may start a web service without its web server. */
    private static final String TEST = "org.springframework.boot.test.context.SpringBootTestContextBootstrapper";

    private static final String UNENFORCED = "hubify.resource.unenforced-annotations";

    private static final Logger log = LoggerFactory.getLogger(UnknownCallers.class);

    private final ConfigurableListableBeanFactory beans;
    private final Environment environment;

    UnknownCallers(ConfigurableListableBeanFactory beans, Environment environment) {
        this.beans = beans;
        this.environment = environment;
    }

    @Override
    public void afterSingletonsInstantiated() {
        Set<String> seen = new HashSet<>();
        for (String name : beans.getBeanDefinitionNames()) {
            Class<?> type = beans.getType(name, false);
            if (type != null) {
                look(ClassUtils.getUserClass(type), seen);
            }
        }
        for (String name : beans.getSingletonNames()) {
            Object bean = beans.getSingleton(name);
            if (bean != null) {
                look(AnnotatedPlace.behind(bean), seen);
            }
        }
        lookBesideBeans(seen);
    }

    // Finds annotated classes that are not beans, such as services of a gRPC server that the application builds itself.
    private void lookBesideBeans(Set<String> seen) {
        ServiceClasses classes = new ServiceClasses(beans);
        classes.read(List.of());
        AnnotatedClasses annotated = new AnnotatedClasses(classes);
        List<String> names = annotated.names();
        if (!names.isEmpty()) {
            MadeTypes made = new MadeTypes(seen, classes, annotated);
            names.stream()
                    .filter(name -> made.contains(name) && !made.isRegistered(name))
                    .findFirst()
                    .flatMap(annotated::place)
                    .ifPresent(place -> report(place, "warn".equalsIgnoreCase(environment.getProperty(UNENFORCED))));
        }
    }

    private void look(Class<?> type, Set<String> seen) {
        seen.add(type.getName());
        if (type.getName().startsWith("org.springframework.") || type.getName().startsWith("java.")) {
            return;
        }
        AnnotatedPlace place = new AnnotatedPlace(type, type, null);
        if (Stream.concat(place.types().stream(), place.methods()).noneMatch(AnnotatedPlace::isAnnotated)) {
            return;
        }
        report(place.annotations(), false);
    }

    private void report(Object place, boolean isAccepted) {
        InvalidDemand problem = InvalidDemand.unenforceable(
                place,
                "this application serves neither HTTP nor gRPC, so no call has a known caller",
                "Leave the bean out with @ConditionalOnWebApplication, or move the annotation to the request handlers of the"
                        + " service that serves them.");
        if (!isAccepted && !environment.containsProperty(TEST)) {
            throw problem;
        }
        log.warn("{}. The application starts anyway", problem.getMessage());
    }
}
