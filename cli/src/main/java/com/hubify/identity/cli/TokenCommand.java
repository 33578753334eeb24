package com.hubify.identity.cli;

import com.hubify.identity.cli.session.Credentials;
import com.hubify.identity.cli.terminal.Terminal;
import picocli.CommandLine.Command;

/** {@code hubify auth token}. */
@Command(
        name = "token",
        description = {
            "Print the current access token and nothing else, renewed if it is about to expire.",
            "If HUBIFY_API_KEY or HUBIFY_TOKEN is set, its value is printed instead: it is the credential in use."
        },
        footer = {"  curl -H \"Authorization: Bearer $(hubify auth token)\" https://api.hubify.com/v1/labs"})
final class TokenCommand implements Runnable {

    private final Credentials credentials;
    private final Terminal terminal;

    TokenCommand(Credentials credentials, Terminal terminal) {
        this.credentials = credentials;
        this.terminal = terminal;
    }

    @Override
    public void run() {
        terminal.show(credentials.inUse().reveal());
    }
}
