package com.hubify.identity.cli.apikey;

import com.hubify.identity.cli.terminal.Json;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A key in a list: named members only, so that a secret the server should never have sent is not printed. */
final class ListedApiKey {

    private static final List<String> MEMBERS =
            List.of("id", "name", "scopes", "created_at", "expires_at", "last_used_at");

    private ListedApiKey() {}

    static ObjectNode of(JsonNode entry) {
        ObjectNode shown = Json.newObject();
        MEMBERS.stream().filter(entry::has).forEach(member -> shown.set(member, entry.path(member)));
        return shown;
    }
}
