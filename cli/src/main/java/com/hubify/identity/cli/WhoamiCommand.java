package com.hubify.identity.cli;

import com.hubify.identity.cli.account.Identities;
import com.hubify.identity.cli.session.Credentials;
import com.hubify.identity.cli.terminal.Terminal;
import picocli.CommandLine.Command;

/** {@code hubify auth whoami}. */
@Command(
        name = "whoami",
        description = {
            "Ask the server who is signed in, or whose API key is in use.",
            "Members: identity, user_name, display_name, email, plan, session_expires_at, scopes.",
            "Unknown values are null."
        },
        footer = {"  hubify auth whoami", "  hubify auth whoami --json | jq -r .plan"})
final class WhoamiCommand implements Runnable {

    private final Identities identities;
    private final Credentials credentials;
    private final Terminal terminal;

    WhoamiCommand(Identities identities, Credentials credentials, Terminal terminal) {
        this.identities = identities;
        this.credentials = credentials;
        this.terminal = terminal;
    }

    @Override
    public void run() {
        terminal.show(identities.of(credentials.toSend()));
    }
}
