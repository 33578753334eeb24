package com.hubify.identity.resource.reactive;

import com.hubify.identity.resource.web.ChainReport;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.RequestPath;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.util.UriComponentsBuilder;

/** A minimal exchange to find out which filter chain matches a request. It is not received by a server. */
public final class WebFluxSampleExchange {

    private WebFluxSampleExchange() {}

    static ServerWebExchange of(ChainReport.Sample sample) {
        ServerHttpRequest request = answering(
                ServerHttpRequest.class,
                Map.of(
                        "getPath", RequestPath.parse(sample.path(), null),
                        "getURI",
                                UriComponentsBuilder.fromPath(sample.path())
                                        .build()
                                        .toUri(),
                        "getMethod", HttpMethod.valueOf(sample.method()),
                        "getHeaders", HttpHeaders.EMPTY));
        return answering(
                ServerWebExchange.class, Map.of("getRequest", request, "getAttributes", new ConcurrentHashMap<>()));
    }

    private static <T> T answering(Class<T> type, Map<String, Object> answers) {
        Object proxy =
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    Object answer = answers.get(method.getName());
                    if (answer == null) {
                        throw new UnsupportedOperationException(method.getName());
                    }
                    return answer;
                });
        return type.cast(proxy);
    }
}
