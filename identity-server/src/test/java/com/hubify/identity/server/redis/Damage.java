package com.hubify.identity.server.redis;

import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What can become of a stored document: cut off, mixed up, written by a stranger or by a release to come. */
public final class Damage {

    private Damage() {}

    /**
     * Damaged documents by what was done to this one, which is an object.
     *
     * @param required members without which it means nothing
     */
    public static Map<String, String> of(String document, String... required) {
        Map<String, String> damaged = new LinkedHashMap<>();
        damaged.put("empty", "");
        damaged.put("cut off at once", document.substring(0, 1));
        damaged.put("cut in the middle", document.substring(0, document.length() / 2));
        damaged.put(
                "cut at the end", document.strip().substring(0, document.strip().length() - 1));
        damaged.put("something behind it", document + document);
        damaged.put("null", "null");
        damaged.put("a list", "[]");
        damaged.put("a text", "\"" + "x".repeat(40) + "\"");
        damaged.put("a number", "7");
        damaged.put("no members", "{}");
        damaged.put("foreign", "{\"hello\":\"world\",\"id\":\"the-grant\",\"attributes\":\"{}\"}");
        damaged.put("no JSON", "<xml>&</xml>");
        damaged.put("random bytes", "\u0000\u0007\uFFFD{\u001b\u0002}");
        JsonNode sound = JsonMapper.shared().readTree(document);
        for (String name : sound.propertyNames()) {
            ObjectNode wrong = (ObjectNode) sound.deepCopy();
            wrong.putObject(name).putArray("wrong").addObject();
            damaged.put(name + " of a wrong type", wrong.toString());
        }
        for (String name : required) {
            ObjectNode without = (ObjectNode) sound.deepCopy();
            without.remove(name);
            damaged.put("without " + name, without.toString());
        }
        return damaged;
    }
}
