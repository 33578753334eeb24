package com.hubify.identity.cli.apikey.command;

import com.hubify.identity.cli.apikey.ApiKeys;
import com.hubify.identity.cli.session.Credentials;
import com.hubify.identity.cli.terminal.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code hubify auth api-key show}. */
@Command(
        name = "show",
        description = "Print one of your API keys, without its secret. A revoked key is shown for 30 days.",
        footer = "  hubify auth api-key show 0aB3xY9z")
final class ApiKeyShowCommand implements Runnable {

    @Parameters(paramLabel = "ID", description = "The key's id; 'hubify auth api-key list' prints them.")
    private String id = "";

    private final ApiKeys keys;
    private final Credentials credentials;
    private final Terminal terminal;

    ApiKeyShowCommand(ApiKeys keys, Credentials credentials, Terminal terminal) {
        this.keys = keys;
        this.credentials = credentials;
        this.terminal = terminal;
    }

    @Override
    public void run() {
        terminal.show(keys.show(KeyId.parse(id), credentials.toSend()));
    }
}
