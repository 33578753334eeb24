package com.hubify.identity.parts;

import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Hands a class its part, empty. Nested classes share their outer class's part and what is in it. */
abstract class PartExtension<P> implements BeforeAllCallback, AfterAllCallback, ParameterResolver {

    private final Class<P> type;
    private final Function<Class<?>, P> parts;
    private final Consumer<P> emptying;

    /**
     * @param parts the part of an outermost class
     * @param emptying run before its first test
     */
    PartExtension(Class<P> type, Function<Class<?>, P> parts, Consumer<P> emptying) {
        this.type = type;
        this.parts = parts;
        this.emptying = emptying;
    }

    @Override
    public final void beforeAll(ExtensionContext context) {
        if (TestClasses.isOutermost(context)) {
            emptying.accept(parts.apply(context.getRequiredTestClass()));
        }
    }

    @Override
    public final void afterAll(ExtensionContext context) {
        if (TestClasses.isOutermost(context)) {
            PartsOfClasses.release(context.getRequiredTestClass());
        }
    }

    @Override
    public final boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == type;
    }

    @Override
    public final Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return parts.apply(TestClasses.outermost(context.getRequiredTestClass()));
    }
}
