package com.hubify.identity.cli;

import java.util.HashMap;
import java.util.Map;

/** What the test's server answers. */
record Answer(int status, Map<String, String> headers, String body) {

    static Answer json(int status, String body) {
        return new Answer(status, Map.of("Content-Type", "application/json"), body);
    }

    static Answer empty(int status) {
        return new Answer(status, Map.of(), "");
    }

    static Answer redirect(String location) {
        return new Answer(302, Map.of("Location", location), "");
    }

    static Answer oauthError(String code, String description) {
        return json(400, "{\"error\":\"%s\",\"error_description\":\"%s\"}".formatted(code, description));
    }

    static Answer envelope(int status, String code, String message) {
        return json(
                status,
                "{\"error\":{\"code\":\"%s\",\"message\":\"%s\",\"status\":%d}}".formatted(code, message, status));
    }

    Answer with(String header, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(header, value);
        return new Answer(status, more, body);
    }
}
