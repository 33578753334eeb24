package com.hubify.identity.cli.client.command;

import com.hubify.identity.cli.client.OperatorClients;
import com.hubify.identity.cli.session.Credentials;
import com.hubify.identity.cli.terminal.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code hubify clients disable}. */
@Command(
        name = "disable",
        description = {"Disable a client: all it got ends at once, at services too."},
        footer = {"  hubify clients disable night-job"})
final class ClientDisableCommand implements Runnable {

    @Parameters(paramLabel = "ID", description = "The client's id; 'hubify clients list' prints them.")
    private String id = "";

    private final OperatorClients clients;
    private final Credentials credentials;
    private final Terminal terminal;

    ClientDisableCommand(OperatorClients clients, Credentials credentials, Terminal terminal) {
        this.clients = clients;
        this.credentials = credentials;
        this.terminal = terminal;
    }

    @Override
    public void run() {
        terminal.show(clients.disable(id, credentials.toSend()));
    }
}
