package com.hubify.identity.resource;

import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.ExecutableMode;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.aot.hint.TypeReference;

/** What a native image must know that Spring does not find out by itself: how a {@link Secret} is made of a property. */
final class ResourceServerHints implements RuntimeHintsRegistrar {

    @Override
    public void registerHints(RuntimeHints hints, @Nullable ClassLoader loader) {
        hints.reflection()
                .registerType(
                        Secret.class,
                        secret -> secret.withMethod("of", TypeReference.listOf(String.class), ExecutableMode.INVOKE));
    }
}
