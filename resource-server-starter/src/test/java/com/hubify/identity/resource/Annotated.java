package com.hubify.identity.resource;

import java.lang.annotation.Annotation;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.util.Arrays;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.description.annotation.AnnotationDescription;
import net.bytebuddy.description.modifier.Visibility;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.dynamic.loading.ClassLoadingStrategy;
import net.bytebuddy.implementation.SuperMethodCall;
import net.bytebuddy.implementation.attribute.MethodAttributeAppender;
import net.bytebuddy.matcher.ElementMatchers;

/** Where an annotation of ours may stand: makes, of a type without it, one that has it there. */
enum Annotated {
    ON_METHOD {
        @Override
        <T> DynamicType.Builder<? extends T> put(Class<T> type, Method method, Needs needs) {
            return overriding(type, method, needs.annotation);
        }
    },
    ON_METHOD_BY_OWN_ANNOTATION {
        @Override
        <T> DynamicType.Builder<? extends T> put(Class<T> type, Method method, Needs needs) {
            return overriding(type, method, needs.own);
        }
    },
    ON_TYPE {
        @Override
        <T> DynamicType.Builder<? extends T> put(Class<T> type, Method method, Needs needs) {
            return new ByteBuddy().subclass(type).annotateType(needs.annotation);
        }
    },
    ON_TYPE_BY_OWN_ANNOTATION {
        @Override
        <T> DynamicType.Builder<? extends T> put(Class<T> type, Method method, Needs needs) {
            return new ByteBuddy().subclass(type).annotateType(needs.own);
        }
    },
    ON_PARENT {
        @Override
        <T> DynamicType.Builder<? extends T> put(Class<T> type, Method method, Needs needs) {
            return new ByteBuddy().subclass(ON_TYPE.of(type, method.getName(), needs));
        }
    },
    ON_METHOD_OF_PARENT {
        @Override
        <T> DynamicType.Builder<? extends T> put(Class<T> type, Method method, Needs needs) {
            Class<? extends T> parent = ON_METHOD.of(type, method.getName(), needs);
            return new ByteBuddy()
                    .subclass(parent)
                    .method(ElementMatchers.named(method.getName())
                            .and(ElementMatchers.takesArguments(method.getParameterTypes())))
                    .intercept(SuperMethodCall.INSTANCE);
        }
    },
    ON_INTERFACE {
        @Override
        <T> DynamicType.Builder<? extends T> put(Class<T> type, Method method, Needs needs) {
            Class<?> contract =
                    load(new ByteBuddy().makeInterface().name(generated(type)).annotateType(needs.annotation), type);
            return new ByteBuddy().subclass(type).implement(contract);
        }
    },
    ON_METHOD_OF_INTERFACE {
        @Override
        <T> DynamicType.Builder<? extends T> put(Class<T> type, Method method, Needs needs) {
            Class<?> contract = load(
                    new ByteBuddy()
                            .makeInterface()
                            .name(generated(type))
                            .defineMethod(method.getName(), method.getReturnType(), Visibility.PUBLIC)
                            .withParameters(method.getParameterTypes())
                            .throwing(Exception.class)
                            .withoutCode()
                            .annotateMethod(needs.annotation),
                    type);
            return new ByteBuddy().subclass(type).implement(contract);
        }
    };

    static final String NEEDED = "labs:read";

    /** The annotation, and one of the service's own that has it. */
    enum Needs {
        SCOPE(
                AnnotationDescription.Builder.ofType(RequiresScope.class)
                        .defineArray("value", NEEDED)
                        .build(),
                ReadsLabs.class),
        SIGN_IN(
                AnnotationDescription.Builder.ofType(RequiresRecentSignIn.class)
                        .define("value", "10m")
                        .build(),
                SignedIn.class);

        private final AnnotationDescription annotation;
        private final AnnotationDescription own;

        Needs(AnnotationDescription annotation, Class<? extends Annotation> own) {
            this.annotation = annotation;
            this.own = AnnotationDescription.Builder.ofType(own).build();
        }
    }

    private static int made;

    @Retention(RetentionPolicy.RUNTIME)
    @RequiresScope(NEEDED)
    @interface ReadsLabs {}

    @Retention(RetentionPolicy.RUNTIME)
    @RequiresRecentSignIn("10m")
    @interface SignedIn {}

    abstract <T> DynamicType.Builder<? extends T> put(Class<T> type, Method method, Needs needs);

    /** A type like the given one, whose method of that name needs something of its caller. */
    <T> Class<? extends T> of(Class<T> type, String method, Needs needs) {
        Method found = Arrays.stream(type.getDeclaredMethods())
                .filter(each -> each.getName().equals(method) && !each.isBridge())
                .findFirst()
                .orElseThrow();
        return load(put(type, found, needs).name(generated(type)), type);
    }

    private static <T> DynamicType.Builder<? extends T> overriding(
            Class<T> type, Method method, AnnotationDescription annotation) {
        return new ByteBuddy()
                .subclass(type)
                .method(ElementMatchers.named(method.getName())
                        .and(ElementMatchers.takesArguments(method.getParameterTypes())))
                .intercept(SuperMethodCall.INSTANCE)
                .annotateMethod(annotation)
                .attribute(MethodAttributeAppender.ForInstrumentedMethod.EXCLUDING_RECEIVER);
    }

    private static synchronized String generated(Class<?> type) {
        made++;
        return type.getPackageName() + ".Generated" + type.getSimpleName() + made;
    }

    private static <T> Class<? extends T> load(DynamicType.Builder<T> builder, Class<?> neighbour) {
        try {
            return builder.make()
                    .load(
                            neighbour.getClassLoader(),
                            ClassLoadingStrategy.UsingLookup.of(
                                    MethodHandles.privateLookupIn(neighbour, MethodHandles.lookup())))
                    .getLoaded();
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
