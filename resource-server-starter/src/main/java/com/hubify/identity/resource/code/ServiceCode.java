package com.hubify.identity.resource.code;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.asm.AnnotationVisitor;
import org.springframework.asm.ClassReader;
import org.springframework.asm.ClassVisitor;
import org.springframework.asm.Handle;
import org.springframework.asm.MethodVisitor;
import org.springframework.asm.Opcodes;
import org.springframework.asm.SpringAsmInfo;
import org.springframework.asm.Type;

/** The code of a class: of what its methods make objects, and which methods and static fields they use. */
final class ServiceCode extends ClassVisitor {

    /** A method by its name, be it one of a parent of the owner. */
    record Call(String owner, String name, String descriptor) {}

    /** Names of methods of Spring's by which code makes a bean of what it hands over. */
    private static final Set<String> REGISTERING =
            Set.of("registerBean", "supplier", "setInstanceSupplier", "genericBeanDefinition", "rootBeanDefinition");

    /** Tags of constants that name a method of a class or of an interface (JVMS 4.4.2). */
    private static final Set<Integer> METHODS = Set.of(10, 11);

    final Map<Call, Method> methods = new HashMap<>();
    final Set<String> parents = new HashSet<>();
    private String name = "";

    private ServiceCode() {
        super(SpringAsmInfo.ASM_VERSION);
    }

    /** That of a class by its name, or nothing where there is no such file. */
    static ServiceCode read(String type, ClassLoader loader) {
        ServiceCode code = new ServiceCode();
        Optional<ClassReader> file = file(type, loader);
        file.ifPresent(reader -> reader.accept(code, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES));
        return code;
    }

    /** The methods that a class calls or refers to, without its code being read: its pool of constants names them all. */
    static Set<Call> named(String type, ClassLoader loader) {
        Set<Call> named = new HashSet<>();
        file(type, loader).ifPresent(reader -> {
            char[] buffer = new char[reader.getMaxStringLength()];
            for (int i = 1; i < reader.getItemCount(); i++) {
                int item = reader.getItem(i);
                if (item > 0 && METHODS.contains(reader.readByte(item - 1))) {
                    int called = reader.getItem(reader.readUnsignedShort(item + 2));
                    named.add(new Call(
                            named(reader.readClass(item, buffer)),
                            reader.readUTF8(called, buffer),
                            reader.readUTF8(called + 2, buffer)));
                }
            }
        });
        return named;
    }

    private static Optional<ClassReader> file(String type, ClassLoader loader) {
        try (InputStream bytes = loader.getResourceAsStream(type.replace('.', '/') + ".class")) {
            return bytes == null ? Optional.empty() : Optional.of(new ClassReader(bytes));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** What a method does, as far as it matters here. */
    static final class Method {

        private final int access;
        private boolean isAnnotated;
        private boolean registersBeans;

        /** Types of which it makes objects, or lambdas in their place. */
        final Set<String> constructed = new HashSet<>();

        /** Types of which it names the class, be it for something that makes objects of it. */
        final Set<String> named = new HashSet<>();

        final Set<Call> called = new HashSet<>();

        Method(int access) {
            this.access = access;
        }

        boolean isStatic() {
            return (access & Opcodes.ACC_STATIC) != 0;
        }

        /** Whether only code calls it that names it. */
        boolean isCalledByName() {
            return isStatic() || ((access & Opcodes.ACC_PRIVATE) != 0 && !isAnnotated);
        }

        /** Whether it makes beans of what it or what it calls makes of one of these types. */
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
        name = named(type);
        if (parent != null) {
            parents.add(named(parent));
        }
        List.of(interfaces).forEach(each -> parents.add(named(each)));
    }

    @Override
    public MethodVisitor visitMethod(
            int access, String method, String descriptor, @Nullable String signature, String @Nullable [] thrown) {
        Method code = new Method(access);
        methods.put(new Call(name, method, descriptor), code);
        return new Uses(api, code);
    }

    private static String named(String internal) {
        return Type.getObjectType(internal).getClassName();
    }

    private static final class Uses extends MethodVisitor {

        private final Method method;

        Uses(int api, Method method) {
            super(api);
            this.method = method;
        }

        @Override
        public @Nullable AnnotationVisitor visitAnnotation(String descriptor, boolean isVisible) {
            method.isAnnotated = true;
            return null;
        }

        private void construct(String type) {
            method.constructed.add(named(type));
        }

        @Override
        public void visitTypeInsn(int opcode, String type) {
            if (opcode == Opcodes.NEW) {
                construct(type);
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
                method.called.add(new Call(named(owner), "<clinit>", "()V"));
            }
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String called, String descriptor, boolean isInterface) {
            method.called.add(new Call(named(owner), called, descriptor));
            if (owner.startsWith("org/springframework/") && REGISTERING.contains(called)) {
                method.registersBeans = true;
            }
        }

        // A lambda is an object of the interface that it stands for.
        @Override
        public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
            method.constructed.add(Type.getReturnType(descriptor).getClassName());
            for (Object argument : arguments) {
                if (argument instanceof Handle body) {
                    method.called.add(new Call(named(body.getOwner()), body.getName(), body.getDesc()));
                    if (body.getTag() == Opcodes.H_NEWINVOKESPECIAL) {
                        construct(body.getOwner());
                    }
                }
            }
        }
    }
}
