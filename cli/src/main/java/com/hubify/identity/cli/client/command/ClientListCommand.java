package com.hubify.identity.cli.client.command;

import com.hubify.identity.cli.client.OperatorClients;
import com.hubify.identity.cli.session.Credentials;
import com.hubify.identity.cli.terminal.Json;
import com.hubify.identity.cli.terminal.Terminal;
import java.util.List;
import picocli.CommandLine.Command;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code hubify clients list}. */
@Command(
        name = "list",
        description = {
            "Print all clients, without their secrets.",
            "Those with the source configuration are changed there alone."
        },
        footer = {
            "  hubify clients list",
            "  hubify clients list --json | jq -r '.[] | select(.status == \"disabled\") | .client_id'"
        })
final class ClientListCommand implements Runnable {

    /** A table has no room for all of them. */
    private static final List<String> SHOWN =
            List.of("client_id", "client_name", "source", "status", "grant_types", "scope");

    private final OperatorClients clients;
    private final Credentials credentials;
    private final Terminal terminal;

    ClientListCommand(OperatorClients clients, Credentials credentials, Terminal terminal) {
        this.clients = clients;
        this.credentials = credentials;
        this.terminal = terminal;
    }

    @Override
    public void run() {
        ArrayNode all = Json.newArray();
        clients.list(credentials.toSend()).forEach(client -> {
            ObjectNode shown = all.addObject();
            SHOWN.forEach(member -> shown.set(member, client.path(member)));
        });
        terminal.show(all);
    }
}
