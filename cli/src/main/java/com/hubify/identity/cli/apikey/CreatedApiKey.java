package com.hubify.identity.cli.apikey;

import com.hubify.identity.cli.terminal.Json;
import com.hubify.identity.protocol.ApiKeyToken;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A created key as it is shown: five members, in this order, whatever else the server sends. */
final class CreatedApiKey {

    private static final List<String> MEMBERS = List.of("key", "name", "scopes", "created_at", "expires_at");

    private CreatedApiKey() {}

    /** Reads the key in the answer's envelope; empty if a member is missing or the key isn't one. */
    static Optional<ObjectNode> in(JsonNode answer) {
        boolean complete = Json.text(answer, "key").flatMap(ApiKeyToken::parse).isPresent()
                && answer.path("name").isString()
                && isListOfText(answer.path("scopes"))
                && answer.path("created_at").isString()
                && (answer.path("expires_at").isString() || !answer.hasNonNull("expires_at"));
        if (!complete) {
            return Optional.empty();
        }
        ObjectNode shown = Json.newObject();
        MEMBERS.forEach(member -> shown.set(member, answer.get(member)));
        return Optional.of(shown);
    }

    private static boolean isListOfText(JsonNode node) {
        if (!node.isArray()) {
            return false;
        }
        for (JsonNode element : node) {
            if (!element.isString()) {
                return false;
            }
        }
        return true;
    }
}
