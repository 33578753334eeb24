package com.hubify.identity.cli;

import com.hubify.identity.cli.account.Identities;
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
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import tools.jackson.databind.node.ObjectNode;

/** {@code hubify auth status}. */
@Command(
        name = "status",
        description = {
            "Show the server and the credential in use, and ask the server whether the credential is valid.",
            "Members: issuer, issuer_reachable, signed_in, credential, source, expires_at, accepted, identity, scopes,",
            "account_url: the page that shows what is connected to your account, and ends it.",
            "If the server can't be asked, accepted is null, and signed_in says what is known on this machine.",
            "The exit code is 0 if signed in and 3 if not; if the server can't be asked, that of the error."
        },
        footer = {"  hubify auth status", "  hubify auth status >/dev/null || hubify auth login"})
final class StatusCommand implements Callable<Integer> {

    private final IdentityServer server;
    private final Identities identities;
    private final Credentials credentials;
    private final Clock clock;
    private final Terminal terminal;
    private ExitCode failed = ExitCode.OK;

    StatusCommand(
            IdentityServer server, Identities identities, Credentials credentials, Clock clock, Terminal terminal) {
        this.server = server;
        this.identities = identities;
        this.credentials = credentials;
        this.clock = clock;
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        boolean reachable = isReachable();
        Optional<Credential> kept = attempt(credentials::find).flatMap(found -> found);
        boolean usable = kept.filter(found -> !found.isOver(clock.instant()))
                .flatMap(found -> attempt(() -> credentials.ofServer(found)))
                .isPresent();
        Answer answer = reachable && usable ? ask() : Answer.NONE;
        boolean signedIn = usable && !Boolean.FALSE.equals(answer.accepted);
        ObjectNode shown = Json.newObject()
                .put("issuer", server.issuer().value())
                .put("issuer_reachable", reachable)
                .put("signed_in", signedIn)
                .put("credential", kept.map(found -> found.kind().word()).orElse(null))
                .put("source", kept.map(Credential::source).orElse(null))
                .put("expires_at", expiresAt(kept, answer))
                .put("accepted", answer.accepted)
                .put("identity", Json.text(answer.who, "identity").orElse(null));
        shown.set("scopes", answer.who.path("scopes").isArray() ? answer.who.path("scopes") : Json.newArray());
        shown.put("account_url", server.issuer().at("/account").toString());
        terminal.show(shown);
        return (failed == ExitCode.OK && !signedIn ? ExitCode.NOT_SIGNED_IN : failed).number();
    }

    /**
     * What the server said.
     *
     * @param accepted null if it did not say
     */
    private record Answer(@Nullable Boolean accepted, ObjectNode who) {

        static final Answer NONE = new Answer(null, Json.newObject());
    }

    private Answer ask() {
        try {
            return new Answer(true, identities.find(credentials.toSend()).orElseGet(Json::newObject));
        } catch (Failure failure) {
            note(failure);
            return failure.exitCode() == ExitCode.NOT_SIGNED_IN ? new Answer(false, Json.newObject()) : Answer.NONE;
        }
    }

    /** Of a key the server alone knows the end. */
    private static @Nullable String expiresAt(Optional<Credential> kept, Answer answer) {
        return kept.flatMap(Credential::expiresAt)
                .map(Instant::toString)
                .or(() -> Json.text(answer.who, "session_expires_at"))
                .orElse(null);
    }

    private boolean isReachable() {
        return attempt(server::metadata).isPresent();
    }

    private <T> Optional<T> attempt(Supplier<T> work) {
        try {
            return Optional.of(work.get());
        } catch (Failure failure) {
            note(failure);
            return Optional.empty();
        }
    }

    /** The first one is what the exit code tells, as it would of a command that ends with it. */
    private void note(Failure failure) {
        terminal.say(failure);
        failed = failed == ExitCode.OK ? failure.exitCode() : failed;
    }
}
