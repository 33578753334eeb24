package com.hubify.identity.cli.apikey;

import com.hubify.identity.cli.terminal.Json;
import com.hubify.identity.protocol.ApiKeyToken;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A key as it is shown: named members only, in one order, so that no secret is printed that the server should not have sent. */
final class ShownApiKey {

    private static final List<String> CREATED = List.of("key", "name", "scopes", "created_at", "expires_at");
    private static final List<String> LISTED = List.of(
            "id",
            "name",
            "scopes",
            "allowed_ips",
            "status",
            "owner",
            "organization",
            "created_at",
            "expires_at",
            "last_used_at");

    private static final List<String> ALONE = List.of(
            "id",
            "name",
            "description",
            "scopes",
            "allowed_ips",
            "status",
            "owner",
            "organization",
            "created_by",
            "created_at",
            "expires_at",
            "last_used_at",
            "predecessor",
            "successor",
            "revoked_at",
            "leak");

    private ShownApiKey() {}

    /** One of a list. */
    static ObjectNode listed(JsonNode entry) {
        return shown(entry, LISTED);
    }

    /** One by itself. */
    static ObjectNode alone(JsonNode entry) {
        return shown(entry, ALONE);
    }

    private static ObjectNode shown(JsonNode entry, List<String> members) {
        ObjectNode shown = Json.newObject();
        members.stream().filter(entry::has).forEach(member -> shown.set(member, entry.path(member)));
        return shown;
    }

    /** A new one, from the answer's envelope; empty if a member is missing or the key isn't one. */
    static Optional<ObjectNode> created(JsonNode answer) {
        boolean complete = Json.text(answer, "key").flatMap(ApiKeyToken::parse).isPresent()
                && answer.path("name").isString()
                && answer.path("scopes").isArray()
                && answer.path("scopes").valueStream().allMatch(JsonNode::isString)
                && answer.path("created_at").isString()
                && (answer.path("expires_at").isString() || !answer.hasNonNull("expires_at"));
        if (!complete) {
            return Optional.empty();
        }
        ObjectNode shown = Json.newObject();
        CREATED.forEach(member -> shown.set(member, answer.get(member)));
        return Optional.of(shown);
    }
}
