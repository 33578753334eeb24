package com.hubify.identity.cli.client.command;

import com.hubify.identity.cli.client.OperatorClients;
import com.hubify.identity.cli.session.Credentials;
import com.hubify.identity.cli.terminal.Terminal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hubify clients rotate-secret}. */
@Command(
        name = "rotate-secret",
        description = {
            "Give a client a new secret, which is printed once.",
            "The one of before stays good for the overlap, an hour if left out."
        },
        footer = {
            "  hubify clients rotate-secret night-job --overlap PT24H",
            "  hubify clients rotate-secret night-job --overlap PT0S   the secret has leaked"
        })
final class ClientRotateSecretCommand implements Runnable {

    @Parameters(paramLabel = "ID", description = "The client's id; 'hubify clients list' prints them.")
    private String id = "";

    @Option(
            names = "--overlap",
            paramLabel = "DURATION",
            description = "How long the secret of before stays good: PT0S to P30D.")
    private @Nullable String overlap;

    private final OperatorClients clients;
    private final Credentials credentials;
    private final Terminal terminal;

    ClientRotateSecretCommand(OperatorClients clients, Credentials credentials, Terminal terminal) {
        this.clients = clients;
        this.credentials = credentials;
        this.terminal = terminal;
    }

    @Override
    public void run() {
        terminal.result(clients.rotateSecret(id, Optional.ofNullable(overlap), credentials.toSend()));
    }
}
