package com.hubify.identity.server.client.registry;

import com.hubify.identity.server.redis.UnreadableDocument;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.security.oauth2.jose.jws.JwsAlgorithm;
import org.springframework.security.oauth2.jose.jws.MacAlgorithm;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.server.authorization.settings.OAuth2TokenFormat;

/**
 * Client settings as JSON: strings, numbers and booleans as they are, others as an object with one member that names the
 * type.
 */
final class StoredSettings {

    private static final String DURATION = "duration";
    private static final String ALGORITHM = "algorithm";
    private static final String FORMAT = "token-format";

    private StoredSettings() {}

    static Map<String, Object> write(Map<String, Object> settings) {
        Map<String, Object> stored = new LinkedHashMap<>();
        settings.forEach((name, value) -> stored.put(name, written(name, value)));
        return stored;
    }

    /** @throws UnreadableDocument if it has an unknown type */
    static Map<String, Object> read(Map<String, Object> stored) {
        Map<String, Object> settings = new LinkedHashMap<>();
        stored.forEach((name, value) -> settings.put(name, read(value)));
        return settings;
    }

    private static Object written(String name, Object value) {
        if (isPlain(value)) {
            return value;
        }
        if (value instanceof Duration duration) {
            return Map.of(DURATION, duration.toString());
        }
        if (value instanceof JwsAlgorithm algorithm) {
            return Map.of(ALGORITHM, algorithm.getName());
        }
        if (value instanceof OAuth2TokenFormat format) {
            return Map.of(FORMAT, format.getValue());
        }
        throw new IllegalStateException("the setting " + name + " has no type in stored clients");
    }

    private static Object read(Object value) {
        if (isPlain(value)) {
            return value;
        }
        if (value instanceof Map<?, ?> named && named.size() == 1) {
            Map.Entry<?, ?> only = named.entrySet().iterator().next();
            return read(String.valueOf(only.getKey()), String.valueOf(only.getValue()));
        }
        throw new UnreadableDocument("unknown client setting");
    }

    private static Object read(String type, String text) {
        return switch (type) {
            case DURATION -> Duration.parse(text);
            case ALGORITHM -> algorithm(text);
            case FORMAT -> new OAuth2TokenFormat(text);
            default -> throw new UnreadableDocument("client setting of an unknown type");
        };
    }

    private static JwsAlgorithm algorithm(String name) {
        JwsAlgorithm known = SignatureAlgorithm.from(name);
        if (known == null) {
            known = MacAlgorithm.from(name);
        }
        if (known == null) {
            throw new UnreadableDocument("unknown signature algorithm");
        }
        return known;
    }

    private static boolean isPlain(Object value) {
        return value instanceof String || value instanceof Boolean || value instanceof Number;
    }
}
