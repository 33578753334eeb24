package com.hubify.identity.cli.client.command;

import com.hubify.identity.cli.client.OperatorClients;
import com.hubify.identity.cli.session.Credentials;
import com.hubify.identity.cli.terminal.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code hubify clients enable}. */
@Command(
        name = "enable",
        description = {"Let a disabled client get tokens again.", "What has ended does not come back."},
        footer = {"  hubify clients enable night-job"})
final class ClientEnableCommand implements Runnable {

    @Parameters(paramLabel = "ID", description = "The client's id; 'hubify clients list' prints them.")
    private String id = "";

    private final OperatorClients clients;
    private final Credentials credentials;
    private final Terminal terminal;

    ClientEnableCommand(OperatorClients clients, Credentials credentials, Terminal terminal) {
        this.clients = clients;
        this.credentials = credentials;
        this.terminal = terminal;
    }

    @Override
    public void run() {
        terminal.show(clients.enable(id, credentials.toSend()));
    }
}
