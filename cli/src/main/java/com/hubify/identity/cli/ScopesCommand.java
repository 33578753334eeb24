package com.hubify.identity.cli;

import com.hubify.identity.cli.apikey.ScopeList;
import com.hubify.identity.cli.terminal.Json;
import com.hubify.identity.cli.terminal.Terminal;
import com.hubify.identity.protocol.Scope;
import com.hubify.identity.protocol.ScopeCatalogue;
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
        ScopeCatalogue.PUBLISHED.forEach(
                scope -> add(scope, ScopeCatalogue.description(scope).orElseThrow(), shown));
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
