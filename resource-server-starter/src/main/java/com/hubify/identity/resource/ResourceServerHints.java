package com.hubify.identity.resource;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.ExecutableMode;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.aot.hint.TypeReference;

/**
 * What a native image must know that Spring does not find out by itself: how a {@link Secret} is made of a property, and what a
 * {@link WebFluxSampleExchange} is.
 */
final class ResourceServerHints implements RuntimeHintsRegistrar {

    // By name: a servlet service has none of these.
    private static final List<String> SAMPLE = List.of(
            "org.springframework.http.server.reactive.ServerHttpRequest",
            "org.springframework.web.server.ServerWebExchange");

    @Override
    public void registerHints(RuntimeHints hints, @Nullable ClassLoader loader) {
        hints.reflection()
                .registerType(
                        Secret.class,
                        secret -> secret.withMethod("of", TypeReference.listOf(String.class), ExecutableMode.INVOKE));
        for (String type : SAMPLE) {
            hints.proxies().registerJdkProxy(TypeReference.of(type));
        }
    }
}
