package com.hubify.identity.cli.apikey;

import com.hubify.identity.cli.terminal.Json;
import com.hubify.identity.protocol.Scopes;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the server recommends by the recorded use of a key.
 *
 * @param verdict {@code narrower}, {@code fits}, {@code too_early} or {@code no_use}; a newer server may say something else
 * @param scopes what the key needs, if that is less than it has; otherwise what it has
 * @param unused scopes of the key that no recorded use needed
 * @param since since when uses are recorded; empty if none is
 * @param enoughAt when there is enough to judge by; empty if there is, or no use is recorded
 */
public record UseOfApiKey(
        String verdict, Scopes scopes, Scopes unused, Optional<String> since, Optional<String> enoughAt) {

    /** Empty if a member is missing. Attack: scopes that are commands, for people who copy the line that is printed. */
    static Optional<UseOfApiKey> of(JsonNode use) {
        JsonNode advice = use.path("advice");
        Optional<Scopes> scopes = scopes(advice.path("scopes"));
        Optional<Scopes> unused = scopes(advice.path("unused"));
        return Json.text(advice, "verdict")
                .filter(verdict -> scopes.isPresent() && unused.isPresent())
                .map(verdict -> new UseOfApiKey(
                        verdict, scopes.get(), unused.get(), Json.text(use, "since"), Json.text(advice, "enough_at")));
    }

    public boolean isNarrower() {
        return verdict.equals("narrower") && !scopes.areNone();
    }

    /** As it is printed. */
    public ObjectNode toJson() {
        ObjectNode json = Json.newObject().put("verdict", verdict);
        scopes.values().forEach(json.putArray("scopes")::add);
        unused.values().forEach(json.putArray("unused")::add);
        json.put("since", since.orElse(null));
        json.put("enough_at", enoughAt.orElse(null));
        return json;
    }

    private static Optional<Scopes> scopes(JsonNode list) {
        if (!list.isArray() || !list.valueStream().allMatch(JsonNode::isString)) {
            return Optional.empty();
        }
        List<String> values = list.valueStream().map(JsonNode::stringValue).toList();
        return Scopes.parse(values);
    }
}
