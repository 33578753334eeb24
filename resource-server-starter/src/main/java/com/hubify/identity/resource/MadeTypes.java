package com.hubify.identity.resource;

import com.hubify.identity.resource.ServiceCode.Call;
import com.hubify.identity.resource.ServiceCode.Method;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import org.springframework.asm.ClassReader;

/**
 * Which classes of a service objects are made of, as far as its code says: by its beans, by what these make, and so on. A class
 * that only lies beside them, such as another service in the same package, is made by none.
 */
final class MadeTypes {

    private final Predicate<String> isOwn;
    private final ClassLoader loader;
    private final Map<String, ServiceCode> codes = new HashMap<>();
    private final Set<String> made = new HashSet<>();
    private final Set<Call> reached = new HashSet<>();
    private final Map<Call, Set<Call>> callers = new HashMap<>();
    private final Map<String, Set<Call>> makers = new HashMap<>();
    private final Deque<Runnable> next = new ArrayDeque<>();

    /**
     * Follows the code of a service.
     *
     * @param beans names of their classes
     * @param isOwn by its name, whether a class is one of the service's
     */
    MadeTypes(Collection<String> beans, Predicate<String> isOwn, ClassLoader loader) {
        this.isOwn = isOwn;
        this.loader = loader;
        for (String bean : beans) {
            make(bean, true);
        }
        while (!next.isEmpty()) {
            next.pop().run();
        }
    }

    /** Whether objects of a class, or lambdas in place of them, are made. */
    boolean contains(String type) {
        return made.contains(type);
    }

    /**
     * The place where an object of a class is made that does not become a bean, if there is one.
     *
     * @param isBeanMethod by its class and name, whether a method makes a bean of this class
     */
    Optional<String> madeBesideBeans(String type, BiPredicate<String, String> isBeanMethod) {
        return makers.getOrDefault(type, Set.of()).stream()
                .filter(maker -> !isForBean(maker, isBeanMethod, new HashSet<>()))
                .map(maker -> maker.owner() + "#" + maker.name() + "()")
                .sorted()
                .findFirst();
    }

    // What only bean methods call makes a bean, too.
    private boolean isForBean(Call call, BiPredicate<String, String> isBeanMethod, Set<Call> seen) {
        ServiceCode code = code(call.owner());
        Method method = code.methods.get(call);
        boolean isFactory = call.name().equals("getObject")
                && code.parents.stream().anyMatch(parent -> parent.endsWith("FactoryBean"));
        if (isFactory || isBeanMethod.test(call.owner(), call.name()) || !seen.add(call)) {
            return true;
        }
        if (method != null && method.registersBeans()) {
            return true;
        }
        Set<Call> known = new HashSet<>(callers.getOrDefault(call, Set.of()));
        known.remove(call);
        boolean isDead =
                method != null && method.isCalledByName() && !call.name().equals("main");
        return known.isEmpty() ? isDead : known.stream().allMatch(each -> isForBean(each, isBeanMethod, seen));
    }

    // A bean's static methods may be bean methods.
    private void make(String type, boolean isBean) {
        if (!isOwn.test(type) || (!made.add(type) && !isBean)) {
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
            method.made.forEach(type -> make(type, false));
            method.constructed.forEach(type ->
                    makers.computeIfAbsent(type, each -> new HashSet<>()).add(call));
            method.called.forEach(called -> call(called, call));
        }
    }

    private void call(Call call, Call caller) {
        if (!isOwn.test(call.owner())) {
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
        return codes.computeIfAbsent(type, this::read);
    }

    private ServiceCode read(String type) {
        ServiceCode code = new ServiceCode();
        try (InputStream bytes = loader.getResourceAsStream(type.replace('.', '/') + ".class")) {
            if (bytes != null) {
                new ClassReader(bytes).accept(code, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
            }
        } catch (IOException e) {
            return code;
        }
        return code;
    }
}
