package com.hubify.identity.cli.client.command;

import com.hubify.identity.cli.client.OperatorClients;
import com.hubify.identity.cli.session.Credentials;
import com.hubify.identity.cli.terminal.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code hubify clients show}. */
@Command(
        name = "show",
        description = {"Print a client, with when each of its secrets was used last."},
        footer = {"  hubify clients show night-job"})
final class ClientShowCommand implements Runnable {

    @Parameters(paramLabel = "ID", description = "The client's id; 'hubify clients list' prints them.")
    private String id = "";

    private final OperatorClients clients;
    private final Credentials credentials;
    private final Terminal terminal;

    ClientShowCommand(OperatorClients clients, Credentials credentials, Terminal terminal) {
        this.clients = clients;
        this.credentials = credentials;
        this.terminal = terminal;
    }

    @Override
    public void run() {
        terminal.show(clients.show(id, credentials.toSend()));
    }
}
