package com.hubify.identity.server.redis;

import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Values as JSON documents. Unknown members are ignored, so that versions can run side by side. No document names a Java
 * class: its type is given by the reader, or by a type name on the reader's list.
 */
public final class RedisJson {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            // The previous release wrote times as seconds with nine decimals.
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private RedisJson() {}

    public static String write(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    /** @throws UnreadableDocument if the document is not of this type */
    public static <T> T read(String json, Class<T> type) {
        return UnreadableDocument.reading(() -> MAPPER.readValue(json, type));
    }

    /** @throws UnreadableDocument if the tree is not of this type */
    public static <T> T read(JsonNode tree, Class<T> type) {
        return UnreadableDocument.reading(() -> MAPPER.treeToValue(tree, type));
    }

    /** @throws UnreadableDocument if the text is not JSON */
    public static JsonNode tree(String json) {
        return UnreadableDocument.reading(() -> MAPPER.readTree(json));
    }
}
