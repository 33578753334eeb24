package com.hubify.identity.resource.code;

import com.hubify.identity.resource.code.ServiceCode.Call;
import com.hubify.identity.resource.code.ServiceCode.Method;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import org.springframework.asm.Type;

/**
 * Which classes of a service objects are made of, as far as its code says: by its beans, by what these make, and so on. A class
 * that only lies beside them, such as another service in the same package, is made by none.
 */
public final class MadeTypes {

    private final ServiceTypes types;
    private final ClassLoader loader;
    private final Map<String, ServiceCode> codes = new HashMap<>();
    private final Set<String> made = new HashSet<>();
    private final Set<Call> reached = new HashSet<>();
    private final Map<Call, Set<Call>> callers = new HashMap<>();
    private final Map<String, Set<Call>> makers = new HashMap<>();
    private final Deque<Runnable> next = new ArrayDeque<>();

    /**
     * Follows the code of a service, from its beans and from what frameworks call without there being a bean.
     *
     * @param beans names of their classes
     */
    public MadeTypes(Collection<String> beans, ServiceTypes types, ClassLoader loader) {
        this.types = types;
        this.loader = loader;
        beans.forEach(bean -> make(bean, true));
        types.called().forEach(called -> make(called, true));
        types.main()
                .forEach(main -> code(main).methods.forEach((call, method) -> {
                    if (call.name().equals("main")) {
                        next.add(() -> follow(call, method));
                    }
                }));
        while (!next.isEmpty()) {
            next.pop().run();
        }
    }

    /** Whether objects of a class, or lambdas in place of them, may be made. */
    public boolean contains(String type) {
        return made.contains(type) || makers.containsKey(type);
    }

    /** Whether code makes objects of a class, or lambdas in place of them: not by its name. */
    public boolean isConstructed(String type) {
        return makers.containsKey(type);
    }

    /** Whether all objects of a class that code makes are registered as beans of this very class. */
    public boolean isRegistered(String type) {
        return isConstructed(type)
                && madeBesideBeans(type, Set.of(type), (owner, method) -> false).isEmpty();
    }

    /** A place where a static method is called, if there is one. */
    public Optional<String> caller(String owner, String method) {
        return callers.entrySet().stream()
                .filter(entry -> entry.getKey().owner().equals(owner))
                .filter(entry -> entry.getKey().name().equals(method))
                .flatMap(entry -> entry.getValue().stream())
                .map(MadeTypes::place)
                .sorted()
                .findFirst();
    }

    /**
     * The place where an object of a class is made that does not become a bean, if there is one.
     *
     * @param parents as what it may become a bean
     * @param isBeanMethod by its class and name, whether a method makes a bean of this class
     */
    public Optional<String> madeBesideBeans(
            String type, Set<String> parents, BiPredicate<String, String> isBeanMethod) {
        return makers.getOrDefault(type, Set.of()).stream()
                .filter(maker -> !isForBean(maker, parents, isBeanMethod, new HashSet<>()))
                .map(MadeTypes::place)
                .sorted()
                .findFirst();
    }

    private static String place(Call call) {
        return call.owner() + "#" + call.name() + "()";
    }

    // What only bean methods call makes a bean, too.
    private boolean isForBean(
            Call call, Set<String> parents, BiPredicate<String, String> isBeanMethod, Set<Call> seen) {
        ServiceCode code = code(call.owner());
        Method method = code.methods.get(call);
        boolean isFactory = call.name().equals("getObject")
                && code.parents.stream().anyMatch(parent -> parent.endsWith("FactoryBean"))
                && parents.contains(Type.getReturnType(call.descriptor()).getClassName());
        if (isFactory || isBeanMethod.test(call.owner(), call.name()) || !seen.add(call)) {
            return true;
        }
        if (method != null && method.registers(parents)) {
            return true;
        }
        Set<Call> known = new HashSet<>(callers.getOrDefault(call, Set.of()));
        known.remove(call);
        boolean isDead =
                method != null && method.isCalledByName() && !call.name().equals("main");
        return known.isEmpty() ? isDead : known.stream().allMatch(each -> isForBean(each, parents, isBeanMethod, seen));
    }

    // A bean's static methods may be bean methods.
    private void make(String type, boolean isBean) {
        if (!types.contains(type) || (!made.add(type) && !isBean)) {
            return;
        }
        ServiceCode code = code(type);
        code.methods.forEach((call, method) -> {
            if (isBean || !method.isStatic() || call.name().equals("<clinit>")) {
                next.add(() -> follow(call, method));
            }
        });
        code.parents.forEach(parent -> make(parent, false));
    }

    private void follow(Call call, Method method) {
        if (reached.add(call)) {
            method.constructed.forEach(type -> {
                make(type, false);
                makers.computeIfAbsent(type, each -> new HashSet<>()).add(call);
            });
            // One that is meant to be a bean is one here, or of another application in the same packages.
            method.named.stream().filter(type -> !types.isComponent(type)).forEach(type -> make(type, false));
            method.called.forEach(called -> call(called, call));
        }
    }

    private void call(Call call, Call caller) {
        if (!types.contains(call.owner())) {
            return;
        }
        ServiceCode code = code(call.owner());
        code.methods.forEach((other, method) -> {
            boolean isCalled =
                    other.equals(call) || (method.isStatic() && other.name().equals("<clinit>"));
            if (other.equals(call)) {
                callers.computeIfAbsent(other, each -> new HashSet<>()).add(caller);
            }
            if (isCalled) {
                next.add(() -> follow(other, method));
            }
        });
        if (!code.methods.containsKey(call)) {
            code.parents.forEach(parent ->
                    next.add(() -> call(new Call(parent, call.name(), call.descriptor()), caller)));
        }
    }

    private ServiceCode code(String type) {
        return codes.computeIfAbsent(type, each -> ServiceCode.read(each, loader));
    }
}
