package com.hubify.identity.cli.client.command;

import com.hubify.identity.cli.client.OperatorClients;
import com.hubify.identity.cli.session.Credentials;
import com.hubify.identity.cli.terminal.ExitCode;
import com.hubify.identity.cli.terminal.Failure;
import com.hubify.identity.cli.terminal.Json;
import com.hubify.identity.cli.terminal.Terminal;
import java.io.InputStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hubify clients delete}. */
@Command(
        name = "delete",
        description = "Forget a client. All it got ends at once, at services too.",
        footer = {"  hubify clients delete night-job", "  hubify clients delete night-job --yes   without being asked"})
final class ClientDeleteCommand implements Runnable {

    @Parameters(paramLabel = "ID", description = "The client's id; 'hubify clients list' prints them.")
    private String id = "";

    @Option(names = "--yes", description = "Do so without asking for confirmation.")
    private boolean yes;

    private final OperatorClients clients;
    private final Credentials credentials;
    private final boolean interactive;
    private final InputStream in;
    private final Terminal terminal;

    ClientDeleteCommand(
            OperatorClients clients, Credentials credentials, boolean interactive, InputStream in, Terminal terminal) {
        this.clients = clients;
        this.credentials = credentials;
        this.interactive = interactive;
        this.in = in;
        this.terminal = terminal;
    }

    @Override
    public void run() {
        if (!yes && !(interactive && terminal.agreesTo("All that " + id + " got ends. Delete it?", in))) {
            throw new Failure(ExitCode.USAGE, "No client was deleted.", "Add --yes to delete it.");
        }
        clients.delete(id, credentials.toSend());
        terminal.show(Json.newObject().put("client_id", id).put("deleted", true));
    }
}
