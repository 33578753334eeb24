package com.hubify.identity.protocol;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Golden examples of the wire's words, read by the tests of every module that parses them. Services upgrade later than the
 * server: lines in these files are only ever added.
 */
public final class Golden {

    private Golden() {}

    public static JsonNode scopes() {
        return read("scopes.json");
    }

    public static JsonNode apiKeys() {
        return read("api-keys.json");
    }

    /** Events of the revocation feed: what they say, and the text of their {@code data} line. */
    public static JsonNode revocations() {
        return read("revocations.json");
    }

    private static JsonNode read(String name) {
        try (InputStream in = Objects.requireNonNull(Golden.class.getResourceAsStream("/protocol/" + name))) {
            return JsonMapper.shared().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
