package com.hubify.identity.resource.code;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.asm.AnnotationVisitor;
import org.springframework.asm.ClassReader;
import org.springframework.asm.ClassVisitor;
import org.springframework.asm.Handle;
import org.springframework.asm.MethodVisitor;
import org.springframework.asm.Opcodes;
import org.springframework.asm.SpringAsmInfo;
import org.springframework.asm.Type;

/**
 * A class read from its class file, without loading it: its supertypes, its annotations, and what its methods call and
 * create.
 */
public final class ClassFile extends ClassVisitor {

    /** A called method; {@code owner} is a class that declares or inherits it. */
    public record Call(String owner, String name, String descriptor) {

        static final String INITIALIZER = "<clinit>";

        private Call(Handle handle) {
            this(named(handle.getOwner()), handle.getName(), handle.getDesc());
        }

        /** The static initializer of a class. */
        static Call initializer(String owner) {
            return new Call(owner, INITIALIZER, "()V");
        }

        @Override
        public String toString() {
            return owner + "#" + name + "()";
        }
    }

    /** Spring's methods by which code registers a bean. */
    private static final Set<String> REGISTERING =
            Set.of("registerBean", "supplier", "setInstanceSupplier", "genericBeanDefinition", "rootBeanDefinition");

    final Set<String> parents = new LinkedHashSet<>();
    final Set<String> annotations = new LinkedHashSet<>();
    final Map<Call, Method> methods = new LinkedHashMap<>();

    /** The methods that lambdas and method references call, by the interface they implement. */
    private final Map<String, Set<Call>> lambdas = new HashMap<>();

    private String name = "";
    private int access;

    private ClassFile() {
        super(SpringAsmInfo.ASM_VERSION);
    }

    /** Empty if the class loader does not find the file. */
    public static Optional<ClassFile> read(String type, ClassLoader loader) {
        try (InputStream bytes = loader.getResourceAsStream(type.replace('.', '/') + ".class")) {
            return bytes == null ? Optional.empty() : Optional.of(read(bytes));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    static ClassFile read(InputStream bytes) throws IOException {
        ClassFile file = new ClassFile();
        new ClassReader(bytes).accept(file, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        return file;
    }

    String name() {
        return name;
    }

    boolean isAnnotation() {
        return (access & Opcodes.ACC_ANNOTATION) != 0;
    }

    /** Whether the class can be instantiated. */
    boolean isConcrete() {
        return (access & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_INTERFACE)) == 0;
    }

    Stream<Call> calls() {
        return methods.values().stream().flatMap(method -> method.called.stream());
    }

    /**
     * The methods that lambdas and method references for some interfaces call, directly or through other methods of
     * this class.
     */
    public Set<Call> calledByLambdas(Set<String> interfaces) {
        Set<Call> called = new LinkedHashSet<>();
        interfaces.forEach(each -> lambdas.getOrDefault(each, Set.of()).forEach(body -> follow(body, called)));
        return called;
    }

    private void follow(Call call, Set<Call> called) {
        Method method = call.name.equals(Call.INITIALIZER) || !called.add(call) ? null : methods.get(call);
        if (method != null) {
            method.called.forEach(next -> follow(next, called));
        }
    }

    /** A method: its flags, and what it calls and creates. */
    static final class Method {

        private final int access;
        private boolean isAnnotated;
        private boolean registersBeans;

        final Set<String> annotations = new LinkedHashSet<>();

        /** Classes it instantiates, and interfaces it implements by lambdas. */
        final Set<String> constructed = new LinkedHashSet<>();

        /** Classes it refers to by class literals, such as to have a framework instantiate them. */
        final Set<String> named = new LinkedHashSet<>();

        final Set<Call> called = new LinkedHashSet<>();

        private Method(int access) {
            this.access = access;
        }

        boolean isStatic() {
            return (access & Opcodes.ACC_STATIC) != 0;
        }

        /** Whether it is called only by code that refers to it, and not by a framework. */
        boolean isCalledByName() {
            return isStatic() || ((access & Opcodes.ACC_PRIVATE) != 0 && !isAnnotated);
        }

        /** Whether it registers a bean of one of these classes. */
        boolean registers(Set<String> types) {
            return registersBeans && named.stream().anyMatch(types::contains);
        }
    }

    @Override
    public void visit(
            int version,
            int access,
            String type,
            @Nullable String signature,
            @Nullable String parent,
            String[] interfaces) {
        this.access = access;
        name = named(type);
        Stream.concat(Stream.ofNullable(parent), Stream.of(interfaces)).forEach(each -> parents.add(named(each)));
    }

    @Override
    public @Nullable AnnotationVisitor visitAnnotation(String descriptor, boolean isVisible) {
        if (isVisible) {
            annotations.add(Type.getType(descriptor).getClassName());
        }
        return null;
    }

    @Override
    public MethodVisitor visitMethod(
            int access, String method, String descriptor, @Nullable String signature, String @Nullable [] thrown) {
        Method found = new Method(access);
        methods.put(new Call(name, method, descriptor), found);
        return new Code(found);
    }

    private static String named(String internal) {
        return Type.getObjectType(internal).getClassName();
    }

    private final class Code extends MethodVisitor {

        private final Method method;

        Code(Method method) {
            super(ClassFile.this.api);
            this.method = method;
        }

        // Compilers copy annotations to bridge methods, which are not to be counted twice.
        @Override
        public @Nullable AnnotationVisitor visitAnnotation(String descriptor, boolean isVisible) {
            method.isAnnotated = true;
            if (isVisible && (method.access & Opcodes.ACC_BRIDGE) == 0) {
                method.annotations.add(Type.getType(descriptor).getClassName());
            }
            return null;
        }

        @Override
        public void visitTypeInsn(int opcode, String type) {
            if (opcode == Opcodes.NEW) {
                method.constructed.add(named(type));
            }
        }

        @Override
        public void visitLdcInsn(Object value) {
            if (value instanceof Type type) {
                method.named.add(type.getClassName());
            }
        }

        @Override
        public void visitFieldInsn(int opcode, String owner, String field, String descriptor) {
            if (opcode == Opcodes.GETSTATIC || opcode == Opcodes.PUTSTATIC) {
                method.called.add(Call.initializer(named(owner)));
            }
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String called, String descriptor, boolean isInterface) {
            method.called.add(new Call(named(owner), called, descriptor));
            method.registersBeans |= owner.startsWith("org/springframework/") && REGISTERING.contains(called);
        }

        // A lambda counts as an object of its interface.
        @Override
        public void visitInvokeDynamicInsn(String function, String type, Handle bootstrap, Object... arguments) {
            String made = Type.getReturnType(type).getClassName();
            method.constructed.add(made);
            for (Object argument : arguments) {
                if (argument instanceof Handle handle) {
                    Call body = new Call(handle);
                    method.called.add(body);
                    lambdas.computeIfAbsent(made, each -> new LinkedHashSet<>()).add(body);
                    if (handle.getTag() == Opcodes.H_NEWINVOKESPECIAL) {
                        method.constructed.add(body.owner);
                    }
                }
            }
        }
    }
}
