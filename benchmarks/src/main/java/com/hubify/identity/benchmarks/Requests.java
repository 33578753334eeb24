package com.hubify.identity.benchmarks;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;

/** Requests as they stand on the wire. */
public final class Requests {

    public static final String CLIENT = "demo-machine";
    public static final String SECRET = "demo-machine-secret";
    public static final String SCOPE = "labs:read";

    private Requests() {}

    /** Asks for a token by client credentials. */
    public static byte[] token(URI endpoint) {
        return token(endpoint, basic(CLIENT, SECRET), SCOPE);
    }

    /** The same for another client and scope. */
    public static byte[] token(URI endpoint, String authorization, String scope) {
        return post(endpoint, authorization, Map.of("grant_type", "client_credentials", "scope", scope));
    }

    public static byte[] get(URI address, String... headers) {
        return text("GET", address, "", headers);
    }

    public static byte[] post(URI address, String authorization, Map<String, String> form) {
        return text(
                "POST",
                address,
                form(form),
                "Authorization: " + authorization,
                "Content-Type: application/x-www-form-urlencoded");
    }

    /** A form without {@code Authorization}. */
    public static byte[] form(URI address, Map<String, String> form, String header) {
        return text("POST", address, form(form), header, "Content-Type: application/x-www-form-urlencoded");
    }

    public static byte[] delete(URI address, String... headers) {
        return text("DELETE", address, "", headers);
    }

    public static byte[] postJson(URI address, String json, String... headers) {
        String[] all = Arrays.copyOf(headers, headers.length + 1);
        all[headers.length] = "Content-Type: application/json";
        return text("POST", address, json, all);
    }

    public static String basic(String client, String secret) {
        return "Basic " + Base64.getEncoder().encodeToString((client + ":" + secret).getBytes(StandardCharsets.UTF_8));
    }

    public static String form(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(it -> it.getKey() + "=" + URLEncoder.encode(it.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static byte[] text(String method, URI address, String body, String... headers) {
        StringBuilder text = new StringBuilder(512);
        text.append(method).append(' ').append(address.getRawPath());
        if (address.getRawQuery() != null) {
            text.append('?').append(address.getRawQuery());
        }
        text.append(" HTTP/1.1\r\n");
        text.append("Host: ").append(address.getRawAuthority()).append("\r\n");
        for (String header : headers) {
            text.append(header).append("\r\n");
        }
        if (!body.isEmpty()) {
            text.append("Content-Length: ").append(body.length()).append("\r\n");
        }
        return text.append("\r\n").append(body).toString().getBytes(StandardCharsets.US_ASCII);
    }
}
