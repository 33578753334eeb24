package com.hubify.identity.resource.test;

import com.nimbusds.jose.util.JSONObjectUtils;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.springframework.http.HttpHeaders;

/** Reading requests to the stub issuer and answering them. */
final class StubExchange {

    private StubExchange() {}

    /** Whether the service has proved itself; if not, it has been told so. */
    static boolean isOurService(HttpExchange exchange) throws IOException {
        if (expectedAuthorization().equals(exchange.getRequestHeaders().getFirst(HttpHeaders.AUTHORIZATION))) {
            return true;
        }
        send(exchange, 401, "{\"error\":\"invalid_client\"}");
        return false;
    }

    static Map<String, String> form(HttpExchange exchange) throws IOException {
        String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Map<String, String> members = new HashMap<>();
        for (String member : form.split("&", -1)) {
            String[] halves = member.split("=", 2);
            members.put(halves[0], halves.length == 1 ? "" : URLDecoder.decode(halves[1], StandardCharsets.UTF_8));
        }
        return members;
    }

    static void send(HttpExchange exchange, Map<String, Object> body) throws IOException {
        exchange.getResponseHeaders().set(HttpHeaders.CONTENT_TYPE, "application/json");
        send(exchange, 200, JSONObjectUtils.toJSONString(body));
    }

    static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static String expectedAuthorization() {
        String id = StubIssuer.CLIENT_ID;
        String secret = URLEncoder.encode(StubIssuer.CLIENT_SECRET, StandardCharsets.UTF_8);
        return "Basic " + HttpHeaders.encodeBasicAuth(id, secret, StandardCharsets.UTF_8);
    }
}
