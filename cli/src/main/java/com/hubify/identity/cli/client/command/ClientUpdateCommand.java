package com.hubify.identity.cli.client.command;

import com.hubify.identity.cli.client.OperatorClients;
import com.hubify.identity.cli.session.Credentials;
import com.hubify.identity.cli.terminal.ExitCode;
import com.hubify.identity.cli.terminal.Failure;
import com.hubify.identity.cli.terminal.Terminal;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/** {@code hubify clients update}. */
@Command(
        name = "update",
        description = {"Change what is named of a client, and nothing else."},
        footer = {
            "  hubify clients update night-job --scope \"labs:read,papers:read\"",
            "  hubify clients update my-app --name \"My application\" --no-consent"
        })
final class ClientUpdateCommand implements Runnable {

    @Parameters(paramLabel = "ID", description = "The client's id; 'hubify clients list' prints them.")
    private String id = "";

    @Mixin
    private final ClientOptions options = new ClientOptions();

    private final OperatorClients clients;
    private final Credentials credentials;
    private final Terminal terminal;

    ClientUpdateCommand(OperatorClients clients, Credentials credentials, Terminal terminal) {
        this.clients = clients;
        this.credentials = credentials;
        this.terminal = terminal;
    }

    @Override
    public void run() {
        ObjectNode change = options.members();
        if (change.isEmpty()) {
            throw new Failure(
                    ExitCode.USAGE,
                    "There is nothing to change.",
                    "Say what is to change; 'hubify clients update --help' lists the options.");
        }
        terminal.show(clients.update(id, change, Optional.empty(), credentials.toSend()));
    }
}
