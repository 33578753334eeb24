package com.hubify.identity.resource.handler;

import com.hubify.identity.resource.code.ClassFile;
import com.hubify.identity.resource.demand.AnnotatedPlace;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.springframework.asm.Type;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/** Finds the methods that are called by lambdas and method references of a class that serve as request handlers. */
final class HandlerReferences {

    private static final String LAMBDA = "$$Lambda";

    /** Name prefix of the methods that hold the bodies of lambdas. */
    private static final String BODY = "lambda$";

    /** A method that a handler calls, on a type that declares or inherits it. */
    record Reference(Class<?> owner, Method method) {}

    private final Set<String> handlers;
    private final Map<String, List<Reference>> known = new ConcurrentHashMap<>();

    /** @param handlers the stack's functional handler types */
    HandlerReferences(Set<Class<?>> handlers) {
        this.handlers = handlers.stream().map(Class::getName).collect(Collectors.toSet());
    }

    /** The methods called by the handlers of a class; for a lambda, of the class that created it. */
    List<Reference> of(Class<?> type) {
        int end = type.getName().indexOf(LAMBDA);
        String maker = end < 0 ? type.getName() : type.getName().substring(0, end);
        ClassLoader loader = type.getClassLoader();
        return loader == null ? List.of() : known.computeIfAbsent(maker, name -> read(name, loader));
    }

    /** The objects that a lambda captured, as far as they are accessible. */
    static List<Object> captured(Object lambda) {
        List<Object> objects = new ArrayList<>();
        for (Field field : lambda.getClass().getDeclaredFields()) {
            if (!Modifier.isStatic(field.getModifiers()) && field.trySetAccessible()) {
                Object object = ReflectionUtils.getField(field, lambda);
                if (object != null) {
                    objects.add(object);
                }
            }
        }
        return objects;
    }

    private List<Reference> read(String maker, ClassLoader loader) {
        return ClassFile.read(maker, loader).stream()
                .flatMap(file -> file.calledByLambdas(handlers).stream())
                .flatMap(call -> reference(call, loader).stream())
                .toList();
    }

    // The body of a lambda is a method of the class itself; only what it calls matters.
    private static Optional<Reference> reference(ClassFile.Call call, ClassLoader loader) {
        if (call.name().startsWith(BODY) || call.owner().startsWith("java.")) {
            return Optional.empty();
        }
        try {
            Class<?> owner = ClassUtils.forName(call.owner(), loader);
            return new AnnotatedPlace(owner, owner, null)
                    .methods()
                    .filter(method -> method.getName().equals(call.name())
                            && Type.getMethodDescriptor(method).equals(call.descriptor()))
                    .findFirst()
                    .map(method -> new Reference(owner, method));
        } catch (ClassNotFoundException | LinkageError e) {
            return Optional.empty();
        }
    }
}
