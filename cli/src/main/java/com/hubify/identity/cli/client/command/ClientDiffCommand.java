package com.hubify.identity.cli.client.command;

import com.hubify.identity.cli.client.ClientChanges;
import com.hubify.identity.cli.client.ClientFile;
import com.hubify.identity.cli.client.OperatorClients;
import com.hubify.identity.cli.session.Credential;
import com.hubify.identity.cli.session.Credentials;
import com.hubify.identity.cli.terminal.ExitCode;
import com.hubify.identity.cli.terminal.Terminal;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code hubify clients diff}. */
@Command(
        name = "diff",
        description = {
            "Print what 'hubify clients apply' would change, and end with 10 if there is anything.",
            "The server checks it, too."
        },
        footer = {"  hubify clients diff -f clients.yaml", "  hubify clients diff -f clients.yaml --prune"})
final class ClientDiffCommand implements Callable<Integer> {

    @Option(names = "-f", paramLabel = "FILE", required = true, description = "YAML or JSON with the list clients.")
    private Path file = Path.of("");

    @Option(names = "--prune", description = "Count clients that the file doesn't have, too.")
    private boolean prune;

    private final OperatorClients clients;
    private final Credentials credentials;
    private final Terminal terminal;

    ClientDiffCommand(OperatorClients clients, Credentials credentials, Terminal terminal) {
        this.clients = clients;
        this.credentials = credentials;
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        ClientFile desired = ClientFile.read(file);
        Credential operator = credentials.toSend();
        ClientChanges changes = ClientChanges.between(desired, clients.list(operator), prune);
        changes.rehearse(clients, operator);
        terminal.say(changes.summary());
        terminal.show(changes.result());
        return changes.isEmpty() ? ExitCode.OK.number() : ExitCode.DIFFERENT.number();
    }
}
