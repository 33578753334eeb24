package com.hubify.identity.resource.code;

import com.hubify.identity.resource.code.ClassFile.Call;
import com.hubify.identity.resource.code.ClassFile.Method;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.springframework.asm.Type;

/**
 * The classes that a service's code instantiates, found by following calls from its beans. A class that is merely in
 * the same package, such as one of another service, is not among them.
 */
public final class MadeTypes {

    /** Frameworks call subtypes of these without a bean. */
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

    private final ServiceClasses classes;
    private final AnnotatedClasses annotated;
    private final Set<String> made = new HashSet<>();
    private final Set<Call> reached = new HashSet<>();
    private final Map<Call, Set<Call>> callers = new HashMap<>();
    private final Map<String, Set<Call>> makers = new HashMap<>();
    private final Deque<Call> next = new ArrayDeque<>();

    /**
     * Follows the code of a service from its beans, its main methods, and what frameworks call.
     *
     * @param beans names of the beans' classes
     */
    public MadeTypes(Collection<String> beans, ServiceClasses classes, AnnotatedClasses annotated) {
        this.classes = classes;
        this.annotated = annotated;
        Stream<String> called = classes.all().stream().map(ClassFile::name).filter(this::isCalled);
        Stream.concat(beans.stream(), called).forEach(bean -> make(bean, true));
        classes.all().stream()
                .flatMap(file -> file.methods.keySet().stream())
                .filter(call -> call.name().equals("main"))
                .forEach(next::add);
        while (!next.isEmpty()) {
            follow(next.pop());
        }
    }

    private boolean isCalled(String name) {
        return CALLED.contains(name)
                || classes.find(name)
                        .filter(file -> file.parents.stream().anyMatch(this::isCalled))
                        .isPresent();
    }

    /** Whether the class may be instantiated, or its interface implemented by a lambda. */
    public boolean contains(String type) {
        return made.contains(type) || isConstructed(type);
    }

    /** As {@link #contains}, but only by constructors and lambdas, not through a class literal. */
    public boolean isConstructed(String type) {
        return makers.containsKey(type);
    }

    /** Whether code instantiates the class, and each object becomes a bean of this very class. */
    public boolean isRegistered(String type) {
        return isConstructed(type)
                && madeBesideBeans(type, Set.of(type), method -> false).isEmpty();
    }

    /** A method that calls the given method, if there is one. */
    public Optional<String> caller(String owner, String method) {
        return callers.entrySet().stream()
                .filter(entry -> entry.getKey().owner().equals(owner))
                .filter(entry -> entry.getKey().name().equals(method))
                .flatMap(entry -> entry.getValue().stream())
                .map(Call::toString)
                .sorted()
                .findFirst();
    }

    /**
     * A method that instantiates the class without the object becoming a bean, if there is one.
     *
     * @param parents types as which the object may become a bean
     * @param isBeanMethod whether a method creates a bean of this class
     */
    public Optional<String> madeBesideBeans(String type, Set<String> parents, Predicate<Call> isBeanMethod) {
        return makers.getOrDefault(type, Set.of()).stream()
                .filter(maker -> !isForBean(maker, parents, isBeanMethod, new HashSet<>()))
                .map(Call::toString)
                .sorted()
                .findFirst();
    }

    // A method that is called only by @Bean methods creates a bean, too.
    private boolean isForBean(Call call, Set<String> parents, Predicate<Call> isBeanMethod, Set<Call> seen) {
        ClassFile file = classes.find(call.owner()).orElseThrow();
        Method method = Objects.requireNonNull(file.methods.get(call));
        boolean isFactory = call.name().equals("getObject")
                && file.parents.stream().anyMatch(parent -> parent.endsWith("FactoryBean"))
                && parents.contains(Type.getReturnType(call.descriptor()).getClassName());
        if (isFactory || isBeanMethod.test(call) || !seen.add(call) || method.registers(parents)) {
            return true;
        }
        Set<Call> known = new HashSet<>(callers.getOrDefault(call, Set.of()));
        known.remove(call);
        boolean isDead = method.isCalledByName() && !call.name().equals("main");
        return known.isEmpty() ? isDead : known.stream().allMatch(each -> isForBean(each, parents, isBeanMethod, seen));
    }

    // A bean's static methods may be @Bean methods.
    private void make(String type, boolean isBean) {
        ClassFile file = classes.find(type).orElse(null);
        if (file == null || (!made.add(type) && !isBean)) {
            return;
        }
        file.methods.forEach((call, method) -> {
            if (isBean || !method.isStatic() || call.name().equals(Call.INITIALIZER)) {
                next.add(call);
            }
        });
        file.parents.forEach(parent -> make(parent, false));
    }

    private void follow(Call call) {
        Method method = classes.find(call.owner()).orElseThrow().methods.get(call);
        if (method == null || !reached.add(call)) {
            return;
        }
        method.constructed.forEach(type -> {
            make(type, false);
            makers.computeIfAbsent(type, each -> new HashSet<>()).add(call);
        });
        // A component is a bean here, or belongs to another application in the same packages.
        method.named.stream().filter(type -> !annotated.isComponent(type)).forEach(type -> make(type, false));
        method.called.forEach(called -> call(called, call));
    }

    private void call(Call call, Call caller) {
        ClassFile file = classes.find(call.owner()).orElse(null);
        if (file == null) {
            return;
        }
        next.add(Call.initializer(call.owner()));
        if (file.methods.containsKey(call)) {
            callers.computeIfAbsent(call, each -> new HashSet<>()).add(caller);
            next.add(call);
        } else {
            file.parents.forEach(parent -> call(new Call(parent, call.name(), call.descriptor()), caller));
        }
    }
}
