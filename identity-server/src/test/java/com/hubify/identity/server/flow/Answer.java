package com.hubify.identity.server.flow;

import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the server answered a program. */
record Answer(int status, HttpHeaders headers, String body) {

    JsonNode json() {
        return JsonMapper.shared().readTree(body);
    }

    String text(String member) {
        JsonNode value = json().path(member);
        return value.isMissingNode() ? "" : value.asString();
    }

    /** A member of the resource in the API's envelope. */
    String datum(String member) {
        return json().path("data").path(member).asString("");
    }

    boolean flag(String member) {
        return json().path(member).asBoolean(false);
    }

    Optional<String> header(String name) {
        return headers.firstValue(name);
    }

    static JsonNode header(String jwt, int part) {
        byte[] json = Base64.getUrlDecoder().decode(jwt.split("\\.")[part]);
        return JsonMapper.shared().readTree(new String(json, StandardCharsets.UTF_8));
    }

    static JsonNode claims(String jwt) {
        return header(jwt, 1);
    }
}
