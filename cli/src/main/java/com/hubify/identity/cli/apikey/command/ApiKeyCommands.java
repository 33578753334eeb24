package com.hubify.identity.cli.apikey.command;

import com.hubify.identity.cli.apikey.ApiKeys;
import com.hubify.identity.cli.apikey.ScopeList;
import com.hubify.identity.cli.server.IdentityServer;
import com.hubify.identity.cli.session.Credentials;
import com.hubify.identity.cli.terminal.Terminal;
import java.io.InputStream;
import java.time.Clock;
import picocli.CommandLine;

/** The commands below {@code hubify auth api-key}, in the order in which help lists them. */
public final class ApiKeyCommands {

    private ApiKeyCommands() {}

    /**
     * Adds the commands to the one they belong to.
     *
     * @param interactive whether a person can be asked
     */
    public static CommandLine addTo(
            CommandLine apiKey,
            ApiKeys keys,
            ScopeList scopes,
            IdentityServer server,
            Credentials credentials,
            Clock clock,
            boolean interactive,
            InputStream in,
            Terminal terminal) {
        return apiKey.addSubcommand(
                        new ApiKeyCreateCommand(keys, scopes, credentials, clock, interactive, in, terminal))
                .addSubcommand(new ApiKeyListCommand(keys, credentials, clock, terminal))
                .addSubcommand(new ApiKeyShowCommand(keys, credentials, terminal))
                .addSubcommand(new ApiKeyUpdateCommand(keys, scopes, credentials, clock, terminal))
                .addSubcommand(new ApiKeyAdviseCommand(keys, credentials, terminal))
                .addSubcommand(new ApiKeyRotateCommand(keys, scopes, credentials, clock, terminal))
                .addSubcommand(new ApiKeyRevokeCommand(keys, server, credentials, interactive, in, terminal))
                .addSubcommand(new ApiKeyScanCommand(in, terminal));
    }
}
