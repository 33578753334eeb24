package com.hubify.identity.resource;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.asm.ClassReader;
import org.springframework.asm.ClassVisitor;
import org.springframework.asm.Handle;
import org.springframework.asm.MethodVisitor;
import org.springframework.asm.Opcodes;
import org.springframework.asm.SpringAsmInfo;
import org.springframework.asm.Type;

/**
 * Which classes of a service objects are made of, as far as its code says: by its beans, by what these make, and so on. A class
 * that only lies beside them, such as another service in the same package, is made by none.
 */
final class MadeTypes {

    private record Call(String owner, String name, String descriptor) {}

    private final Predicate<String> isOwn;
    private final ClassLoader loader;
    private final Map<String, Code> codes = new HashMap<>();
    private final Set<String> made = new HashSet<>();
    private final Set<Call> reached = new HashSet<>();
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

    // A bean's static methods may be bean methods.
    private void make(String type, boolean isBean) {
        if (!isOwn.test(type) || (!made.add(type) && !isBean)) {
            return;
        }
        Code code = code(type);
        code.methods.forEach((call, method) -> {
            if (isBean || !method.isStatic || call.name.equals("<clinit>")) {
                next.add(() -> follow(call, method));
            }
        });
        code.parents.forEach(parent -> make(parent, false));
    }

    private void follow(Call call, Method method) {
        if (reached.add(call)) {
            method.made.forEach(type -> make(type, false));
            method.called.forEach(this::call);
        }
    }

    private void call(Call call) {
        if (!isOwn.test(call.owner)) {
            return;
        }
        Code code = code(call.owner);
        code.methods.forEach((other, method) -> {
            boolean isCalled = other.equals(call) || (method.isStatic && other.name.equals("<clinit>"));
            if (isCalled) {
                next.add(() -> follow(other, method));
            }
        });
        if (!code.methods.containsKey(call)) {
            code.parents.forEach(parent -> next.add(() -> call(new Call(parent, call.name, call.descriptor))));
        }
    }

    private Code code(String type) {
        return codes.computeIfAbsent(type, this::read);
    }

    private Code read(String type) {
        Code code = new Code();
        try (InputStream bytes = loader.getResourceAsStream(type.replace('.', '/') + ".class")) {
            if (bytes != null) {
                new ClassReader(bytes).accept(code, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
            }
        } catch (IOException e) {
            return code;
        }
        return code;
    }

    private static final class Method {

        final boolean isStatic;
        final Set<String> made = new HashSet<>();
        final Set<Call> called = new HashSet<>();

        Method(boolean isStatic) {
            this.isStatic = isStatic;
        }
    }

    /** The code of a class: of what its methods make objects, and which static methods and fields they use. */
    private static final class Code extends ClassVisitor {

        final Map<Call, Method> methods = new HashMap<>();
        final Set<String> parents = new HashSet<>();
        private String name = "";

        Code() {
            super(SpringAsmInfo.ASM_VERSION);
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
            Method code = new Method((access & Opcodes.ACC_STATIC) != 0);
            methods.put(new Call(name, method, descriptor), code);
            return new Uses(api, code);
        }

        static String named(String internal) {
            return Type.getObjectType(internal).getClassName();
        }
    }

    private static final class Uses extends MethodVisitor {

        private final Method method;

        Uses(int api, Method method) {
            super(api);
            this.method = method;
        }

        @Override
        public void visitTypeInsn(int opcode, String type) {
            if (opcode == Opcodes.NEW) {
                method.made.add(Code.named(type));
            }
        }

        @Override
        public void visitLdcInsn(Object value) {
            if (value instanceof Type type) {
                method.made.add(type.getClassName());
            }
        }

        @Override
        public void visitFieldInsn(int opcode, String owner, String field, String descriptor) {
            if (opcode == Opcodes.GETSTATIC || opcode == Opcodes.PUTSTATIC) {
                method.called.add(new Call(Code.named(owner), "<clinit>", "()V"));
            }
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String called, String descriptor, boolean isInterface) {
            method.called.add(new Call(Code.named(owner), called, descriptor));
        }

        // A lambda is an object of the interface that it stands for.
        @Override
        public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
            method.made.add(Type.getReturnType(descriptor).getClassName());
            for (Object argument : arguments) {
                if (argument instanceof Handle body) {
                    method.called.add(new Call(Code.named(body.getOwner()), body.getName(), body.getDesc()));
                    if (body.getTag() == Opcodes.H_NEWINVOKESPECIAL) {
                        method.made.add(Code.named(body.getOwner()));
                    }
                }
            }
        }
    }
}
