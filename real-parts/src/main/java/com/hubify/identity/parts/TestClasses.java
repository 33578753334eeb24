package com.hubify.identity.parts;

import org.junit.jupiter.api.extension.ExtensionContext;

/** The class that carries the annotation, seen from a nested one. */
final class TestClasses {

    private TestClasses() {}

    static Class<?> outermost(Class<?> test) {
        var current = test;
        while (current.getEnclosingClass() != null) {
            current = current.getEnclosingClass();
        }
        return current;
    }

    static boolean isOutermost(ExtensionContext context) {
        var test = context.getRequiredTestClass();
        return outermost(test) == test;
    }
}
