package com.hubify.identity.server.session;

import com.hubify.identity.server.redis.RedisJson;
import com.hubify.identity.server.redis.UnreadableDocument;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.redis.serializer.RedisSerializer;
import tools.jackson.databind.JsonNode;

/**
 * Session attributes as JSON: strings, numbers and what {@link SessionDocument} lists. An unreadable one, for example of
 * another version, is treated as missing: the person signs in again, where an error would lock them out until their cookie
 * expires.
 */
final class SessionJson implements RedisSerializer<Object> {

    private static final Logger log = LoggerFactory.getLogger(SessionJson.class);

    @Override
    public byte[] serialize(@Nullable Object value) {
        if (value == null) {
            return new byte[0];
        }
        boolean plain = value instanceof String || value instanceof Number || value instanceof Boolean;
        return RedisJson.write(plain ? value : SessionDocument.of(value)).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public @Nullable Object deserialize(byte @Nullable [] bytes) {
        if (bytes == null || bytes.length == 0) {
            return null;
        }
        try {
            return attribute(RedisJson.tree(new String(bytes, StandardCharsets.UTF_8)));
        } catch (UnreadableDocument e) {
            log.warn("A stored session attribute is unreadable and is ignored: {}", e.getMessage());
            return null;
        }
    }

    private static Object attribute(JsonNode stored) {
        if (stored.isString() || stored.isIntegralNumber() || stored.isBoolean()) {
            return RedisJson.read(stored, Object.class);
        }
        JsonNode document = FormerSessions.isOne(stored) ? FormerSessions.translated(stored) : stored;
        SessionDocument read = RedisJson.read(document, SessionDocument.class);
        return UnreadableDocument.reading(read::attribute);
    }
}
