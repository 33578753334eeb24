package com.hubify.identity.cli;

import com.hubify.identity.cli.server.IdentityServer;
import com.hubify.identity.cli.session.Credentials;
import com.hubify.identity.cli.session.Sessions;
import com.hubify.identity.cli.terminal.Terminal;
import picocli.CommandLine.Command;

/** {@code hubify auth logout}. */
@Command(
        name = "logout",
        description = "End the session here and at the server. API keys stay as they are.",
        footer = {"  hubify auth logout"})
final class LogoutCommand implements Runnable {

    private final Sessions sessions;
    private final Credentials credentials;
    private final IdentityServer server;
    private final Terminal terminal;

    LogoutCommand(Sessions sessions, Credentials credentials, IdentityServer server, Terminal terminal) {
        this.sessions = sessions;
        this.credentials = credentials;
        this.server = server;
        this.terminal = terminal;
    }

    @Override
    public void run() {
        String at = " at " + server.issuer();
        terminal.say(
                switch (sessions.end()) {
                    case EVERYWHERE -> "Signed out" + at + ".";
                    case HERE_ONLY ->
                        "Signed out here. The server" + at
                                + " could not be reached; the session expires there by itself.";
                    case NOTHING_TO_END -> "Not signed in" + at + "; nothing to do.";
                });
        credentials
                .variableInUse()
                .ifPresent(name -> terminal.say("Note: the environment variable " + name
                        + " is still set; commands go on using its credential."));
    }
}
