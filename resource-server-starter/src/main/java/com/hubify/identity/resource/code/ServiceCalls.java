package com.hubify.identity.resource.code;

import com.hubify.identity.resource.code.ServiceCode.Call;
import com.hubify.identity.resource.demand.AnnotatedPlace;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springframework.asm.Type;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.util.function.SingletonSupplier;

/**
 * Which methods the classes of a service call of one another, as far as its code says. Read only where that decides about the
 * start: for methods of a controller that are no request handlers, and ask for scopes since its type does.
 */
public final class ServiceCalls {

    private final ConfigurableListableBeanFactory beans;

    /** The methods that each class calls of others. */
    private final Supplier<Map<String, Set<Call>>> calls = SingletonSupplier.of(this::read);

    public ServiceCalls(ConfigurableListableBeanFactory beans) {
        this.beans = beans;
    }

    /**
     * Whether another class calls a method: directly, by a reference to it, or by an interface or a parent that has it. So may
     * one that isn't known, where the class is none of the packages that are read.
     */
    public boolean mayCall(AnnotatedPlace place) {
        String type = place.target().getName();
        Set<String> owners = place.types().stream().map(Class::getName).collect(Collectors.toSet());
        Set<String> descriptors = place.method() == null
                ? Set.of()
                : place.declarations(place.method())
                        .map(Type::getMethodDescriptor)
                        .collect(Collectors.toSet());
        String name = place.method() == null ? "" : place.method().getName();
        return !calls.get().containsKey(type)
                || calls.get().entrySet().stream()
                        .filter(caller -> !isWithin(caller.getKey(), type))
                        .flatMap(caller -> caller.getValue().stream())
                        .anyMatch(call -> call.name().equals(name)
                                && owners.contains(call.owner())
                                && descriptors.contains(call.descriptor()));
    }

    // What lies within the class holds the object itself, before which no guard stands anyway.
    private static boolean isWithin(String caller, String type) {
        return caller.equals(type) || caller.startsWith(type + "$");
    }

    private Map<String, Set<Call>> read() {
        ServiceTypes types = ServiceTypes.of(beans, ScannedPackages.of(beans));
        ClassLoader loader = ServiceTypes.loader(beans);
        Map<String, Set<Call>> read = new HashMap<>();
        types.names().forEach(name -> {
            Set<Call> called = types.isOfTest(name) ? new HashSet<>() : ServiceCode.named(name, loader);
            called.removeIf(call -> !types.contains(call.owner()));
            read.put(name, called);
        });
        return read;
    }
}
