package com.hubify.identity.cli.apikey.command;

import com.hubify.identity.cli.apikey.ApiKeys;
import com.hubify.identity.cli.session.Credentials;
import com.hubify.identity.cli.terminal.Terminal;
import java.time.Clock;
import picocli.CommandLine.Command;

/** {@code hubify auth api-key list}. */
@Command(
        name = "list",
        description = {
            "Print your API keys, without their secrets.",
            "Marked for attention is what expires within 14 days, and what was not used for 90 days."
        },
        footer = {
            "  hubify auth api-key list",
            "  hubify auth api-key list --json | jq -r '.[] | select(.expires_at == null) | .id'",
            "  hubify auth api-key list --json | jq -r '.[] | select(.attention != []) | .id'"
        })
final class ApiKeyListCommand implements Runnable {

    private final ApiKeys keys;
    private final Credentials credentials;
    private final Clock clock;
    private final Terminal terminal;

    ApiKeyListCommand(ApiKeys keys, Credentials credentials, Clock clock, Terminal terminal) {
        this.keys = keys;
        this.credentials = credentials;
        this.clock = clock;
        this.terminal = terminal;
    }

    @Override
    public void run() {
        terminal.show(keys.list(credentials.toSend(), clock.instant()));
    }
}
