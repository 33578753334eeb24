package com.hubify.identity.cli;

import com.nimbusds.oauth2.sdk.util.MultivaluedMapUtils;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** What the test's server was asked. */
record Request(
        String method,
        String path,
        String query,
        Optional<String> authorization,
        Optional<String> idempotencyKey,
        String body) {

    static Request of(HttpExchange exchange) throws IOException {
        return new Request(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getPath(),
                Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse(""),
                Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization")),
                Optional.ofNullable(exchange.getRequestHeaders().getFirst("Idempotency-Key")),
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    }

    String parameter(String name) {
        Map<String, String> parameters =
                MultivaluedMapUtils.toSingleValuedMap(URLUtils.parseParameters(method.equals("GET") ? query : body));
        return parameters.getOrDefault(name, "");
    }
}
