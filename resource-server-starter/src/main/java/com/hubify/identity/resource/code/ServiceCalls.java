package com.hubify.identity.resource.code;

import com.hubify.identity.resource.code.ClassFile.Call;
import com.hubify.identity.resource.demand.AnnotatedPlace;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.springframework.asm.Type;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.util.function.SingletonSupplier;

/**
 * Finds calls between the classes of a service. Needed only for methods of a controller that are not request handlers
 * and require scopes because the controller's type does.
 */
public final class ServiceCalls {

    /** Annotations of test methods: JUnit 5 and later, and older versions. */
    private static final List<String> TESTS =
            List.of("org.junit.platform.commons.annotation.Testable", "org.junit.Test");

    /** Names of the classes that call each method, and of all classes that were read. */
    private record Callers(Map<Call, Set<String>> of, Set<String> read) {}

    private final Supplier<Callers> callers;

    public ServiceCalls(ServiceClasses classes, ConfigurableListableBeanFactory beans) {
        this.callers = SingletonSupplier.of(() -> read(classes, beans));
    }

    /**
     * Whether another class may call a method: directly, by a method reference, or through an interface or superclass.
     * True if the class was not read, since its callers are unknown.
     */
    public boolean mayCall(AnnotatedPlace place, Method method) {
        String type = place.target().getName();
        if (!callers.get().read.contains(type)) {
            return true;
        }
        Set<String> descriptors = new HashSet<>();
        place.declarations(method).map(Type::getMethodDescriptor).forEach(descriptors::add);
        return place.types().stream()
                .flatMap(owner ->
                        descriptors.stream().map(descriptor -> new Call(owner.getName(), method.getName(), descriptor)))
                .flatMap(call -> callers.get().of.getOrDefault(call, Set.of()).stream())
                .anyMatch(caller -> !isWithin(caller, type));
    }

    // Nested classes hold the object itself, and call it without the proxy.
    private static boolean isWithin(String caller, String type) {
        return caller.equals(type) || caller.startsWith(type + "$");
    }

    private static Callers read(ServiceClasses classes, ConfigurableListableBeanFactory beans) {
        classes.read(ScannedPackages.of(beans));
        Callers callers = new Callers(new HashMap<>(), new HashSet<>());
        classes.all().forEach(file -> {
            callers.read.add(file.name());
            if (!isOfTest(file.name(), classes)) {
                file.calls()
                        .filter(call -> classes.contains(call.owner()))
                        .forEach(call -> callers.of
                                .computeIfAbsent(call, each -> new HashSet<>())
                                .add(file.name()));
            }
        });
        return callers;
    }

    /** Whether a class is a test or nested in one. */
    private static boolean isOfTest(String name, ServiceClasses classes) {
        int outer = name.lastIndexOf('$');
        boolean isTest = classes.find(name).stream()
                .flatMap(file -> file.methods.values().stream())
                .anyMatch(method -> TESTS.stream().anyMatch(test -> classes.has(method.annotations, test)));
        return isTest || (outer > 0 && isOfTest(name.substring(0, outer), classes));
    }
}
