package com.hubify.identity.cli;

import com.hubify.identity.cli.apikey.ScopeList;
import com.hubify.identity.cli.terminal.Json;
import com.hubify.identity.cli.terminal.Terminal;
import com.hubify.identity.protocol.Scope;
import com.hubify.identity.protocol.ScopeCatalogue;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import tools.jackson.databind.node.ArrayNode;

/** {@code hubify auth scopes}. */
@Command(
        name = "scopes",
        description = {
            "List the scopes that API keys and logins can have: those that Hubify publishes and those of this server.",
            "resource:* means every action on a resource; * means everything."
        },
        footer = {"  hubify auth scopes", "  hubify auth scopes --json | jq -r '.[].scope'"})
final class ScopesCommand implements Runnable {

    private static final Map<String, String> DESCRIPTIONS = Map.ofEntries(
            Map.entry("labs:read", "Read lab information"),
            Map.entry("labs:write", "Create, update, delete labs"),
            Map.entry("experiments:read", "Read experiment status and results"),
            Map.entry("experiments:write", "Create and manage experiments"),
            Map.entry("experiments:*", "Full experiment access"),
            Map.entry("agents:read", "Read agent configuration"),
            Map.entry("agents:write", "Manage agents"),
            Map.entry("papers:read", "Read paper content"),
            Map.entry("papers:write", "Create and edit papers"),
            Map.entry("pods:read", "Read pod status"),
            Map.entry("pods:write", "Create and manage pods"),
            Map.entry("tasks:*", "Full task access"),
            Map.entry("knowledge:*", "Full knowledge base access"),
            Map.entry("*", "Full access (all scopes)"));

    private final ScopeList scopes;
    private final Terminal terminal;

    ScopesCommand(ScopeList scopes, Terminal terminal) {
        this.scopes = scopes;
        this.terminal = terminal;
    }

    /** Where the server can't be asked, shows the published ones and fails. */
    @Override
    public void run() {
        ArrayNode shown = Json.newArray();
        ScopeCatalogue.PUBLISHED.forEach(scope -> add(scope, DESCRIPTIONS.get(scope.value()), shown));
        try {
            scopes.more().forEach(scope -> add(scope, "Scope of this server", shown));
        } finally {
            terminal.show(shown);
        }
    }

    private static void add(Scope scope, @Nullable String description, ArrayNode list) {
        list.addObject().put("scope", scope.value()).put("description", description);
    }
}
