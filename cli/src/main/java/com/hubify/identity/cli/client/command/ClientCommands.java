package com.hubify.identity.cli.client.command;

import com.hubify.identity.cli.client.OperatorClients;
import com.hubify.identity.cli.session.Credentials;
import com.hubify.identity.cli.terminal.Terminal;
import java.io.InputStream;
import picocli.CommandLine;

/** The commands below {@code hubify clients}, in the order in which help lists them. */
public final class ClientCommands {

    private ClientCommands() {}

    /**
     * Adds the commands to the one they belong to.
     *
     * @param interactive whether a person can be asked
     */
    public static CommandLine addTo(
            CommandLine group,
            OperatorClients clients,
            Credentials credentials,
            boolean interactive,
            InputStream in,
            Terminal terminal) {
        return group.addSubcommand(new ClientListCommand(clients, credentials, terminal))
                .addSubcommand(new ClientShowCommand(clients, credentials, terminal))
                .addSubcommand(new ClientCreateCommand(clients, credentials, terminal))
                .addSubcommand(new ClientUpdateCommand(clients, credentials, terminal))
                .addSubcommand(new ClientRotateSecretCommand(clients, credentials, terminal))
                .addSubcommand(new ClientDisableCommand(clients, credentials, terminal))
                .addSubcommand(new ClientEnableCommand(clients, credentials, terminal))
                .addSubcommand(new ClientDeleteCommand(clients, credentials, interactive, in, terminal))
                .addSubcommand(new ClientDiffCommand(clients, credentials, terminal))
                .addSubcommand(new ClientApplyCommand(clients, credentials, interactive, in, terminal));
    }
}
