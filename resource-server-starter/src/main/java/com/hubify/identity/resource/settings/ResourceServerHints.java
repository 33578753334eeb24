package com.hubify.identity.resource.settings;

import com.hubify.identity.resource.reactive.WebFluxSampleExchange;
import com.hubify.identity.resource.relay.RelayedClient;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.ExecutableMode;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.aot.hint.TypeReference;

/**
 * Hints for native images that Spring does not derive by itself: the binding of {@link Secret}, the proxies of
 * {@link WebFluxSampleExchange}, and the fields that {@link RelayedClient} reads.
 */
public final class ResourceServerHints implements RuntimeHintsRegistrar {

    // By name, since a servlet service does not have these classes.
    private static final List<String> SAMPLE = List.of(
            "org.springframework.http.server.reactive.ServerHttpRequest",
            "org.springframework.web.server.ServerWebExchange");

    /** Classes whose fields {@link RelayedClient} reads. */
    private static final List<String> CLIENTS = List.of(
            "org.springframework.http.client.AbstractClientHttpRequestFactoryWrapper",
            "org.springframework.http.client.InterceptingClientHttpRequest",
            "org.springframework.http.client.JdkClientHttpRequestFactory",
            "org.springframework.http.client.reactive.JdkClientHttpConnector",
            "org.springframework.http.client.support.HttpRequestWrapper",
            "org.springframework.web.reactive.function.client.ExchangeFunctions$DefaultExchangeFunction");

    @Override
    public void registerHints(RuntimeHints hints, @Nullable ClassLoader loader) {
        hints.reflection()
                .registerType(
                        Secret.class,
                        secret -> secret.withMethod("of", TypeReference.listOf(String.class), ExecutableMode.INVOKE));
        for (String type : SAMPLE) {
            hints.proxies().registerJdkProxy(TypeReference.of(type));
        }
        CLIENTS.forEach(client ->
                hints.reflection().registerTypeIfPresent(loader, client, MemberCategory.ACCESS_DECLARED_FIELDS));
    }
}
