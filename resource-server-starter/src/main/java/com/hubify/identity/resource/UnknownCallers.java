package com.hubify.identity.resource;

import java.lang.reflect.AnnotatedElement;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;

/** Finds beans with annotations that nobody can enforce, since their application knows no caller. */
final class UnknownCallers implements SmartInitializingSingleton {

    /** Set by {@code @SpringBootTest}, which may start a web service without its web part. */
    private static final String TEST = "org.springframework.boot.test.context.SpringBootTestContextBootstrapper";

    private static final Logger log = LoggerFactory.getLogger(UnknownCallers.class);

    private final ConfigurableListableBeanFactory beans;
    private final Environment environment;

    UnknownCallers(ConfigurableListableBeanFactory beans, Environment environment) {
        this.beans = beans;
        this.environment = environment;
    }

    @Override
    public void afterSingletonsInstantiated() {
        for (String name : beans.getBeanDefinitionNames()) {
            Class<?> type = beans.getType(name, false);
            if (type != null) {
                look(ClassUtils.getUserClass(type));
            }
        }
        for (String name : beans.getSingletonNames()) {
            Object bean = beans.getSingleton(name);
            if (bean != null) {
                look(AnnotatedPlace.behind(bean));
            }
        }
    }

    private void look(Class<?> type) {
        if (type.getName().startsWith("org.springframework.") || type.getName().startsWith("java.")) {
            return;
        }
        AnnotatedPlace place = new AnnotatedPlace(type, type, null);
        if (Stream.concat(place.types().stream(), place.methods()).noneMatch(UnknownCallers::isAnnotated)) {
            return;
        }
        String problem = place.annotations()
                + " can't be enforced: this application serves neither the web nor gRPC, so no call has a known caller";
        if (environment.containsProperty(TEST)) {
            log.warn("{}. In a test the application starts all the same", problem);
            return;
        }
        throw new InvalidDemand(
                problem,
                "Leave the bean out with @ConditionalOnWebApplication, or move the annotation to the request handlers of the"
                        + " service that serves them.",
                null);
    }

    private static boolean isAnnotated(AnnotatedElement element) {
        MergedAnnotations annotations = MergedAnnotations.from(element);
        return AnnotatedPlace.ANNOTATIONS.stream().anyMatch(annotations::isPresent);
    }
}
