package com.hubify.identity.resource.bean;

import com.hubify.identity.resource.demand.AnnotatedPlace;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.service.annotation.HttpExchange;

/** Tells whether a bean's method is called by a framework rather than by other beans. */
final class EntryPoints {

    static final String GRPC_SERVICE = "io.grpc.BindableService";

    /**
     * Methods of these interfaces are called by the container, without a caller: checking scopes there would keep a
     * service from starting.
     */
    private static final Set<String> LIFECYCLE = Set.of(
            GRPC_SERVICE,
            "org.springframework.aop.framework.Advised",
            "org.springframework.aop.scope.ScopedObject",
            "org.springframework.beans.factory.BeanRegistrar",
            "org.springframework.beans.factory.DisposableBean",
            "org.springframework.beans.factory.FactoryBean",
            "org.springframework.beans.factory.InitializingBean",
            "org.springframework.beans.factory.SmartFactoryBean",
            "org.springframework.beans.factory.SmartInitializingSingleton",
            "org.springframework.boot.ApplicationRunner",
            "org.springframework.boot.CommandLineRunner",
            "org.springframework.boot.Runner",
            "org.springframework.context.ApplicationListener",
            "org.springframework.context.Lifecycle",
            "org.springframework.context.Phased",
            "org.springframework.context.SmartLifecycle",
            "org.springframework.context.event.GenericApplicationListener",
            "org.springframework.context.event.SmartApplicationListener",
            "org.springframework.core.DecoratingProxy",
            "org.springframework.core.Ordered",
            "org.springframework.core.PriorityOrdered");

    /** Name suffixes of Spring's other such interfaces. */
    private static final List<String> LIFECYCLE_KINDS = List.of("Aware", "PostProcessor");

    /** Name suffixes of annotations that declare a method as an entry point. */
    private static final List<String> ENTRIES = List.of("Mapping", "Listener", "Exchange", "Tool");

    /** Exceptions: the handler guard checks request handlers, and application events have no caller. */
    private static final List<Class<? extends Annotation>> OTHERS =
            List.of(RequestMapping.class, HttpExchange.class, EventListener.class);

    /** Name suffixes of annotations of methods that Spring calls by itself, around a request handler or at start. */
    private static final List<String> FRAMEWORKS = List.of(
            "ExceptionHandler",
            "ModelAttribute",
            "InitBinder",
            ".Bean",
            ".Autowired",
            ".Inject",
            ".Resource",
            ".PostConstruct",
            ".PreDestroy");

    private EntryPoints() {}

    /**
     * Whether a method is an entry point other than an HTTP handler: messaging, GraphQL, a queue, a tool of a language
     * model.
     */
    static boolean isEntry(Method method) {
        return Arrays.stream(method.getAnnotations())
                .map(Annotation::annotationType)
                .filter(type -> OTHERS.stream().noneMatch(other -> type == other || AnnotatedPlace.has(type, other)))
                .flatMap(type -> Stream.concat(
                        Stream.of(type), MergedAnnotations.from(type).stream().map(MergedAnnotation::getType)))
                .anyMatch(type -> ENTRIES.stream().anyMatch(type.getSimpleName()::endsWith));
    }

    /** Whether the container calls a method without a caller: at start, on events, on a schedule. */
    static boolean isForContainer(Method method) {
        String owner = method.getDeclaringClass().getName();
        boolean isLifecycle = LIFECYCLE.contains(owner)
                || (owner.startsWith("org.springframework.")
                        && LIFECYCLE_KINDS.stream().anyMatch(owner::endsWith));
        return isLifecycle
                || AnnotatedPlace.has(method, EventListener.class)
                || AnnotatedPlace.has(method, Scheduled.class);
    }

    /**
     * Whether Spring calls a method around request handlers: one of Spring's own interfaces, or one annotated for it.
     */
    static boolean isForFramework(Method method) {
        String owner = method.getDeclaringClass().getName();
        return owner.startsWith("org.springframework.")
                || owner.startsWith("groovy.lang.")
                || Arrays.stream(method.getAnnotations())
                        .map(annotation -> annotation.annotationType().getName())
                        .anyMatch(name -> FRAMEWORKS.stream().anyMatch(name::endsWith));
    }
}
