package com.hubify.identity.cli.apikey.command;

import com.hubify.identity.cli.apikey.ApiKeys;
import com.hubify.identity.cli.session.Credentials;
import com.hubify.identity.cli.terminal.Terminal;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code hubify auth api-key list}. */
@Command(
        name = "list",
        description = {
            "Print your API keys, without their secrets.",
            "Marked for attention is what expires within 14 days, and what was not used for 90 days."
        },
        footer = {
            "  hubify auth api-key list",
            "  hubify auth api-key list --owner acme",
            "  hubify auth api-key list --json | jq -r '.[] | select(.expires_at == null) | .id'",
            "  hubify auth api-key list --json | jq -r '.[] | select(.attention != []) | .id'"
        })
final class ApiKeyListCommand implements Runnable {

    @Option(
            names = "--owner",
            paramLabel = "ORGANIZATION",
            description = "List the keys that belong to this organization: its id or slug. Default: yours.")
    private @Nullable String owner;

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
        terminal.show(keys.list(Optional.ofNullable(owner), credentials.toSend(), clock.instant()));
    }
}
