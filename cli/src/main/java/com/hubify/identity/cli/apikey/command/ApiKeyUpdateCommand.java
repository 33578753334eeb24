package com.hubify.identity.cli.apikey.command;

import com.hubify.identity.cli.apikey.ApiKeys;
import com.hubify.identity.cli.apikey.Life;
import com.hubify.identity.cli.apikey.ScopeList;
import com.hubify.identity.cli.session.Credentials;
import com.hubify.identity.cli.terminal.ExitCode;
import com.hubify.identity.cli.terminal.Failure;
import com.hubify.identity.cli.terminal.Json;
import com.hubify.identity.cli.terminal.Terminal;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code hubify auth api-key update}. */
@Command(
        name = "update",
        description = {
            "Rename an API key, or take scopes, networks or time from it, at every service at once.",
            "A key can't be given more: for that, create another."
        },
        footer = {
            "  hubify auth api-key update 0aB3xY9z --name \"nightly build\"",
            "  hubify auth api-key update 0aB3xY9z --scope labs:read --expires-in 30d"
        })
final class ApiKeyUpdateCommand implements Runnable {

    @Parameters(paramLabel = "ID", description = "The key's id; 'hubify auth api-key list' prints them.")
    private String id = "";

    @Option(names = "--name", paramLabel = "NAME", description = "A name by which you recognize the key.")
    private @Nullable String name;

    @Option(names = "--description", paramLabel = "TEXT", description = "What the key is for; \"\" for nothing.")
    private @Nullable String description;

    @Option(
            names = "--scope",
            paramLabel = "SCOPES",
            description = "What the key may still do, separated by commas; only what it may do now.")
    private @Nullable String scope;

    @Option(
            names = "--expires-in",
            paramLabel = "TIME",
            description = "When the key stops working, if that is sooner: a number with m, h, d or w, such as 30d,"
                    + " or a date or time, such as 2030-01-31.")
    private @Nullable String expiresIn;

    @Option(
            names = "--allow-ip",
            paramLabel = "NETWORKS",
            split = ",",
            description =
                    "Addresses and networks that the key is still valid from, separated by commas: only such as it is"
                            + " valid from now.")
    private List<String> allowedIps = List.of();

    private final ApiKeys keys;
    private final ScopeList scopeList;
    private final Credentials credentials;
    private final Clock clock;
    private final Terminal terminal;

    ApiKeyUpdateCommand(ApiKeys keys, ScopeList scopeList, Credentials credentials, Clock clock, Terminal terminal) {
        this.keys = keys;
        this.scopeList = scopeList;
        this.credentials = credentials;
        this.clock = clock;
        this.terminal = terminal;
    }

    @Override
    public void run() {
        String key = KeyId.parse(id);
        ObjectNode change = change();
        if (change.isEmpty()) {
            throw new Failure(
                    ExitCode.USAGE,
                    "There is nothing to change.",
                    "Say what is to change with --name, --description, --scope, --expires-in or --allow-ip.");
        }
        terminal.show(keys.update(key, change, credentials.toSend()));
    }

    private ObjectNode change() {
        ObjectNode change = Json.newObject();
        if (name != null) {
            change.put("name", name);
        }
        if (description != null) {
            change.put("description", description);
        }
        if (scope != null) {
            ArrayNode scopes = change.putArray("scopes");
            scopeList.parse(scope).values().forEach(scopes::add);
        }
        if (!allowedIps.isEmpty()) {
            ArrayNode networks = change.putArray("allowed_ips");
            allowedIps.forEach(networks::add);
        }
        if (expiresIn != null) {
            change.put("expires_at", Life.end(expiresIn, clock).toString());
        }
        return change;
    }
}
