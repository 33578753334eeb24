package com.hubify.identity.cli.client.command;

import com.hubify.identity.cli.client.ClientChanges;
import com.hubify.identity.cli.client.ClientFile;
import com.hubify.identity.cli.client.OperatorClients;
import com.hubify.identity.cli.session.Credential;
import com.hubify.identity.cli.session.Credentials;
import com.hubify.identity.cli.terminal.ExitCode;
import com.hubify.identity.cli.terminal.Failure;
import com.hubify.identity.cli.terminal.Terminal;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/** {@code hubify clients apply}. */
@Command(
        name = "apply",
        description = {
            "Make the server's clients as a file says: shows the difference, asks, and applies it.",
            "A file with a mistake is refused whole. Secrets of new clients are printed once, as JSON."
        },
        footer = {
            "  hubify clients apply -f clients.yaml",
            "  hubify clients apply -f clients.yaml --dry-run             in CI: ends with 10 if there is a difference",
            "  hubify clients apply -f clients.yaml --yes > secrets.json  keep it as a secret"
        })
final class ClientApplyCommand implements Callable<Integer> {

    @Option(names = "-f", paramLabel = "FILE", required = true, description = "YAML or JSON with the list clients.")
    private Path file = Path.of("");

    @Option(names = "--prune", description = "Delete clients that the file doesn't have. The configuration's stay.")
    private boolean prune;

    @Option(names = "--dry-run", description = "Change nothing, and end with 10 if there is anything to change.")
    private boolean dryRun;

    @Option(names = "--yes", description = "Do so without asking for confirmation.")
    private boolean yes;

    private final OperatorClients clients;
    private final Credentials credentials;
    private final boolean interactive;
    private final InputStream in;
    private final Terminal terminal;

    ClientApplyCommand(
            OperatorClients clients, Credentials credentials, boolean interactive, InputStream in, Terminal terminal) {
        this.clients = clients;
        this.credentials = credentials;
        this.interactive = interactive;
        this.in = in;
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        ClientFile desired = ClientFile.read(file);
        Credential operator = credentials.toSend();
        ClientChanges changes = ClientChanges.between(desired, clients.list(operator), prune);
        changes.rehearse(clients, operator);
        terminal.say(changes.summary());
        if (changes.isEmpty() || dryRun) {
            terminal.show(changes.result());
            return changes.isEmpty() ? ExitCode.OK.number() : ExitCode.DIFFERENT.number();
        }
        if (!yes && !(interactive && terminal.agreesTo("Apply this?", in))) {
            throw new Failure(ExitCode.USAGE, "Nothing was changed.", "Add --yes to apply it.");
        }
        Map<String, String> secrets = changes.apply(clients, operator);
        ObjectNode result = changes.result();
        ObjectNode shown = result.putObject("client_secrets");
        secrets.forEach(shown::put);
        terminal.result(result);
        changes.failure().ifPresent(failure -> {
            throw failure;
        });
        return ExitCode.OK.number();
    }
}
