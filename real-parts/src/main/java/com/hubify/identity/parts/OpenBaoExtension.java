package com.hubify.identity.parts;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Hands a class its OpenBao, with an empty transit engine. Nested classes share their outer class's server and what is in it. */
final class OpenBaoExtension implements BeforeAllCallback, AfterAllCallback, ParameterResolver {

    @Override
    public void beforeAll(ExtensionContext context) {
        if (TestClasses.isOutermost(context)) {
            PartsOfClasses.openBao(context.getRequiredTestClass()).freshTransit();
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (TestClasses.isOutermost(context)) {
            PartsOfClasses.release(context.getRequiredTestClass());
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == OpenBao.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return PartsOfClasses.openBao(TestClasses.outermost(context.getRequiredTestClass()));
    }
}
