package com.hubify.identity.resource.handler;

import com.hubify.identity.resource.demand.AnnotatedPlace;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.asm.ClassReader;
import org.springframework.asm.ClassVisitor;
import org.springframework.asm.Handle;
import org.springframework.asm.MethodVisitor;
import org.springframework.asm.SpringAsmInfo;
import org.springframework.asm.Type;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/**
 * Finds which methods the lambdas and method references call that a class makes handlers of. The objects themselves don't tell;
 * the code that makes them does.
 */
final class HandlerReferences {

    private static final String LAMBDA = "$$Lambda";

    /** What names of methods begin with that hold the bodies of lambdas. */
    private static final String BODY = "lambda$";

    /** A method that a handler calls, of a type or one of its parents. */
    record Reference(Class<?> owner, Method method) {}

    private record Call(String owner, String name, String descriptor) {}

    private final Set<String> handlers;
    private final Map<String, Set<Reference>> known = new ConcurrentHashMap<>();

    /** @param handlers the stack's types of handlers that a lambda may be */
    HandlerReferences(Set<Class<?>> handlers) {
        this.handlers = handlers.stream().map(Type::getDescriptor).collect(Collectors.toSet());
    }

    /** What a class has its handlers call; of a lambda, the class that made it. */
    Stream<Reference> of(Class<?> type) {
        int end = type.getName().indexOf(LAMBDA);
        String maker = end < 0 ? type.getName() : type.getName().substring(0, end);
        ClassLoader loader = type.getClassLoader();
        return loader == null ? Stream.empty() : known.computeIfAbsent(maker, name -> read(name, loader)).stream();
    }

    /** The objects that a lambda was made with, as far as it lets one look. */
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

    private Set<Reference> read(String maker, ClassLoader loader) {
        Code code = new Code();
        try (InputStream bytes =
                loader.getResourceAsStream(ClassUtils.convertClassNameToResourcePath(maker) + ".class")) {
            if (bytes == null) {
                return Set.of();
            }
            new ClassReader(bytes).accept(code, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        } catch (IOException e) {
            return Set.of();
        }
        Set<Call> reached = new LinkedHashSet<>();
        code.made.forEach(handler -> code.reach(handler, reached));
        return reached.stream()
                .flatMap(call -> reference(call, loader).stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Optional<Reference> reference(Call call, ClassLoader loader) {
        // The body of a lambda is a method of the class itself; what counts is what that calls.
        if (call.name.startsWith(BODY) || call.owner.startsWith("java/") || call.owner.startsWith("[")) {
            return Optional.empty();
        }
        try {
            Class<?> owner = ClassUtils.forName(Type.getObjectType(call.owner).getClassName(), loader);
            AnnotatedPlace place = new AnnotatedPlace(owner, owner, null);
            return place.methods()
                    .filter(method -> method.getName().equals(call.name)
                            && Type.getMethodDescriptor(method).equals(call.descriptor))
                    .findFirst()
                    .map(method -> new Reference(owner, method));
        } catch (ClassNotFoundException | LinkageError e) {
            return Optional.empty();
        }
    }

    /** The code of a class: what it makes handlers of, and what its methods call, be it in lambdas within them. */
    private final class Code extends ClassVisitor {

        final Set<Call> made = new LinkedHashSet<>();
        private final Map<Call, Set<Call>> calls = new HashMap<>();
        private String name = "";

        Code() {
            super(SpringAsmInfo.ASM_VERSION);
        }

        /** Adds a call, and those that come of it within the class. */
        void reach(Call call, Set<Call> reached) {
            if (reached.add(call)) {
                calls.getOrDefault(call, Set.of()).forEach(next -> reach(next, reached));
            }
        }

        @Override
        public void visit(int version, int access, String type, String signature, String parent, String[] interfaces) {
            name = type;
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String method, String descriptor, String signature, String[] exceptions) {
            Set<Call> called = new LinkedHashSet<>();
            calls.put(new Call(name, method, descriptor), called);
            return new MethodVisitor(api) {
                @Override
                public void visitMethodInsn(int opcode, String owner, String name, String type, boolean isInterface) {
                    called.add(new Call(owner, name, type));
                }

                @Override
                public void visitInvokeDynamicInsn(
                        String function, String type, Handle bootstrap, Object... arguments) {
                    List<Call> bodies = Arrays.stream(arguments)
                            .filter(Handle.class::isInstance)
                            .map(Handle.class::cast)
                            .map(body -> new Call(body.getOwner(), body.getName(), body.getDesc()))
                            .toList();
                    called.addAll(bodies);
                    if (handlers.contains(Type.getReturnType(type).getDescriptor())) {
                        made.addAll(bodies);
                    }
                }
            };
        }
    }
}
