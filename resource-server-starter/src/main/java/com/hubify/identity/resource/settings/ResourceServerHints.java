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
 * What a native image must know that Spring does not find out by itself: how a {@link Secret} is made of a property, what a
 * {@link WebFluxSampleExchange} is, and which fields a {@link RelayedClient} is looked for in.
 */
public final class ResourceServerHints implements RuntimeHintsRegistrar {

    // By name: a servlet service has none of these.
    private static final List<String> SAMPLE = List.of(
            "org.springframework.http.server.reactive.ServerHttpRequest",
            "org.springframework.web.server.ServerWebExchange");

    /** Whose fields {@link RelayedClient} looks into. */
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
