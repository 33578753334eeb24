package com.hubify.identity.cli.apikey;

import com.hubify.identity.cli.terminal.Json;
import com.hubify.identity.protocol.Scope;
import com.hubify.identity.protocol.Scopes;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A key to be created.
 *
 * @param expiresAt absent for a key that lives until it is revoked
 * @param owner id or slug of the organization whose it is; absent for the person
 * @param allowedIps networks that it is valid from, which the server checks; none for anywhere
 */
public record NewApiKey(
        String name,
        Optional<String> description,
        Scopes scopes,
        Optional<Instant> expiresAt,
        List<String> allowedIps,
        Optional<String> owner) {

    /** Whether it has full access. */
    public boolean opensEverything() {
        return scopes.asSet().contains(Scope.ALL);
    }

    ObjectNode toJson() {
        ObjectNode json = Json.newObject().put("name", name);
        description.ifPresent(text -> json.put("description", text));
        ArrayNode list = json.putArray("scopes");
        scopes.values().forEach(list::add);
        if (!allowedIps.isEmpty()) {
            ArrayNode networks = json.putArray("allowed_ips");
            allowedIps.forEach(networks::add);
        }
        owner.ifPresent(text -> json.put("owner", text));
        expiresAt.ifPresent(instant -> json.put("expires_at", instant.toString()));
        return json;
    }
}
