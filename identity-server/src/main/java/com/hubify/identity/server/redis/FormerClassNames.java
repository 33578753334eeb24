package com.hubify.identity.server.redis;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Takes the names of Java classes out of documents that release 0.1 wrote: an object's member {@code @class}, and arrays of
 * a name and a value. They are only compared with a list: no class is loaded, and an unknown name makes the document
 * unreadable.
 */
public final class FormerClassNames {

    private static final String MEMBER = "@class";

    private static final List<String> COLLECTIONS = List.of(
            "java.util.Collections$UnmodifiableSet",
            "java.util.Collections$UnmodifiableMap",
            "java.util.Collections$UnmodifiableRandomAccessList",
            "java.util.Collections$UnmodifiableList",
            "java.util.ArrayList",
            "java.util.HashSet",
            "java.util.LinkedHashSet",
            "java.util.HashMap",
            "java.util.LinkedHashMap",
            "[Ljava.lang.String;");

    private final Set<String> known = new HashSet<>(COLLECTIONS);

    /** @param types allowed class names, beside those of collections */
    public FormerClassNames(String... types) {
        known.addAll(List.of(types));
    }

    /** @throws UnreadableDocument at a name that is not listed */
    public JsonNode removedFrom(JsonNode node) {
        if (node.isObject()) {
            return object(node);
        }
        return node.isArray() ? array(node) : node;
    }

    private JsonNode object(JsonNode node) {
        ObjectNode plain = JsonNodeFactory.instance.objectNode();
        node.properties().forEach(member -> {
            if (member.getKey().equals(MEMBER)) {
                requireKnown(member.getValue());
            } else {
                plain.set(member.getKey(), removedFrom(member.getValue()));
            }
        });
        return plain;
    }

    private JsonNode array(JsonNode node) {
        if (node.size() == 2 && node.get(0).isString() && !node.get(1).isString()) {
            requireKnown(node.get(0));
            return removedFrom(node.get(1));
        }
        ArrayNode plain = JsonNodeFactory.instance.arrayNode();
        node.forEach(element -> plain.add(removedFrom(element)));
        return plain;
    }

    private void requireKnown(JsonNode name) {
        if (!name.isString() || !known.contains(name.stringValue())) {
            throw new UnreadableDocument("unknown class");
        }
    }
}
