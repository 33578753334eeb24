package com.hubify.identity.cli;

import com.hubify.identity.cli.server.IdentityServer;
import com.hubify.identity.cli.session.Credential;
import com.hubify.identity.cli.session.Credentials;
import com.hubify.identity.cli.terminal.ExitCode;
import com.hubify.identity.cli.terminal.Failure;
import com.hubify.identity.cli.terminal.Json;
import com.hubify.identity.cli.terminal.Terminal;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import tools.jackson.databind.node.ObjectNode;

/** {@code hubify auth status}. */
@Command(
        name = "status",
        description = {
            "Print, as JSON, which server and which credential are in use, and whether they can be used:",
            "issuer, issuer_reachable, signed_in, credential, source, expires_at.",
            "The exit code is 0 if signed in and 3 if not. No credential is sent anywhere."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footerHeading = "%nExamples:%n",
        footer = {"  hubify auth status", "  hubify auth status >/dev/null || hubify auth login"})
final class StatusCommand implements Callable<Integer> {

    private final IdentityServer server;
    private final Credentials credentials;
    private final Clock clock;
    private final Terminal terminal;

    StatusCommand(IdentityServer server, Credentials credentials, Clock clock, Terminal terminal) {
        this.server = server;
        this.credentials = credentials;
        this.clock = clock;
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        boolean reachable = isReachable();
        Optional<Credential> credential = credential();
        boolean signedIn =
                credential.filter(found -> !found.isOver(clock.instant())).isPresent();
        ObjectNode shown = Json.newObject()
                .put("issuer", server.issuer().value())
                .put("issuer_reachable", reachable)
                .put("signed_in", signedIn)
                .put("credential", credential.map(Credential::kind).orElse(null))
                .put("source", credential.map(Credential::source).orElse(null))
                .put(
                        "expires_at",
                        credential
                                .flatMap(Credential::expiresAt)
                                .map(Instant::toString)
                                .orElse(null));
        terminal.result(shown);
        return (signedIn ? ExitCode.OK : ExitCode.NOT_SIGNED_IN).number();
    }

    private boolean isReachable() {
        try {
            server.metadata();
            return true;
        } catch (Failure failure) {
            terminal.say(failure);
            return false;
        }
    }

    private Optional<Credential> credential() {
        try {
            return credentials.find();
        } catch (Failure failure) {
            terminal.say(failure);
            return Optional.empty();
        }
    }
}
