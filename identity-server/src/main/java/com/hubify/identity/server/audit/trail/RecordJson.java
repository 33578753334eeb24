package com.hubify.identity.server.audit.trail;

import com.hubify.identity.server.redis.RedisJson;
import com.hubify.identity.server.redis.UnreadableDocument;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Records as JSON: {@code {"stream":"grants","chain":"…","seq":2,"previous":"…","at":"…","kind":"…","details":{…}}}, members
 * always in this order, details by name, without white space. {@code previous} is the SHA-256 of the record before, in base64url;
 * the first record of a chain has none.
 */
public final class RecordJson {

    private static final int USUAL_LENGTH = 512;
    private static final String HEX = "0123456789abcdef";

    private RecordJson() {}

    /** The bytes to store and to hash. */
    public static byte[] write(
            AuditStream stream, String chain, long seq, @Nullable String previous, AuditEntry entry) {
        StringBuilder json = new StringBuilder(USUAL_LENGTH);
        json.append("{\"stream\":\"").append(stream.word());
        json.append("\",\"chain\":\"").append(chain);
        json.append("\",\"seq\":").append(seq);
        if (previous != null) {
            json.append(",\"previous\":\"").append(previous).append('"');
        }
        json.append(',');
        event(json, entry.at().toString(), entry.kind(), entry.details());
        return json.append('}').toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void event(StringBuilder json, String at, String kind, Map<String, String> details) {
        json.append("\"at\":");
        text(json, at);
        json.append(",\"kind\":");
        text(json, kind);
        json.append(",\"details\":{");
        String separator = "";
        for (Map.Entry<String, String> detail : new TreeMap<>(details).entrySet()) {
            json.append(separator);
            text(json, detail.getKey());
            json.append(':');
            text(json, detail.getValue());
            separator = ",";
        }
        json.append('}');
    }

    private static void text(StringBuilder json, String text) {
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character < ' ') {
                json.append("\\u00").append(HEX.charAt(character >> 4)).append(HEX.charAt(character & 0xf));
            } else if (character == '"' || character == '\\') {
                json.append('\\').append(character);
            } else {
                json.append(character);
            }
        }
        json.append('"');
    }

    /** What lies in Redis: a field {@code record}, or fields {@code kind}, {@code at} and details of a release without chains. */
    static AuditRecord read(String id, AuditStream stream, Map<String, String> fields) {
        String json = line(stream, fields);
        try {
            JsonNode tree = RedisJson.tree(json);
            return new AuditRecord(
                    id,
                    stream,
                    tree.path("chain").isString() ? tree.path("chain").stringValue() : null,
                    tree.path("seq").asLong(0),
                    Instant.parse(tree.path("at").asString("")),
                    Objects.requireNonNullElse(tree.path("kind").asString(null), AuditRecord.UNREADABLE),
                    details(tree.path("details")),
                    json);
        } catch (UnreadableDocument | DateTimeParseException e) {
            return new AuditRecord(
                    id, stream, null, 0, Place.of(id, stream).time(), AuditRecord.UNREADABLE, Map.of(), json);
        }
    }

    private static Map<String, String> details(JsonNode details) {
        Map<String, String> map = new LinkedHashMap<>();
        details.properties()
                .forEach(detail -> map.put(detail.getKey(), detail.getValue().asString("")));
        return map;
    }

    /** One line. Attack: write line breaks into Redis, so that an export has records that aren't there. */
    static String line(AuditStream stream, Map<String, String> fields) {
        String record = fields.get("record");
        if (record != null) {
            return record.replace('\n', ' ').replace('\r', ' ');
        }
        Map<String, String> details = new LinkedHashMap<>(fields);
        String at = Objects.requireNonNullElse(details.remove("at"), "");
        String kind = Objects.requireNonNullElse(details.remove("kind"), AuditRecord.UNREADABLE);
        StringBuilder json =
                new StringBuilder("{\"stream\":\"").append(stream.word()).append("\",");
        event(json, at, kind, details);
        return json.append('}').toString();
    }
}
