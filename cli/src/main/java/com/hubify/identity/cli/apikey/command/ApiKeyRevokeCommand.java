package com.hubify.identity.cli.apikey.command;

import com.hubify.identity.cli.apikey.ApiKeys;
import com.hubify.identity.cli.server.IdentityServer;
import com.hubify.identity.cli.session.Credentials;
import com.hubify.identity.cli.terminal.ExitCode;
import com.hubify.identity.cli.terminal.Failure;
import com.hubify.identity.cli.terminal.Json;
import com.hubify.identity.cli.terminal.StandardInput;
import com.hubify.identity.cli.terminal.Terminal;
import com.hubify.identity.protocol.ApiKeyToken;
import java.io.InputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hubify auth api-key revoke}. */
@Command(
        name = "revoke",
        description = {
            "Revoke an API key at once, by its id or by the key itself.",
            "With --all, all of your keys.",
            "Revoking by the key itself needs no sign-in, so that anyone who finds a leaked key can revoke it."
        },
        footer = {
            "  hubify auth api-key revoke 0aB3xY9z             one of your own, by its id",
            "  hubify auth api-key revoke - < leaked-key.txt   the key itself, kept out of the shell's history",
            "  hubify auth api-key revoke --all --yes          all of your own, without being asked"
        })
final class ApiKeyRevokeCommand implements Runnable {

    @Parameters(
            paramLabel = "KEY-OR-ID",
            arity = "0..1",
            description = "The key or its id; - reads it from standard input.")
    private @Nullable String keyOrId;

    @Option(names = "--all", description = "Revoke all of your keys. Every program that uses one loses its access.")
    private boolean all;

    @Option(names = "--yes", description = "Do so without asking for confirmation.")
    private boolean yes;

    private final ApiKeys keys;
    private final IdentityServer server;
    private final Credentials credentials;
    private final boolean interactive;
    private final InputStream in;
    private final Terminal terminal;

    ApiKeyRevokeCommand(
            ApiKeys keys,
            IdentityServer server,
            Credentials credentials,
            boolean interactive,
            InputStream in,
            Terminal terminal) {
        this.interactive = interactive;
        this.keys = keys;
        this.server = server;
        this.credentials = credentials;
        this.in = in;
        this.terminal = terminal;
    }

    @Override
    public void run() {
        if (all == (keyOrId != null)) {
            throw new Failure(
                    ExitCode.USAGE,
                    "Name one key, or all of them with --all.",
                    "'hubify auth api-key list' prints the ids; 'hubify auth api-key revoke --help' says more.");
        }
        if (keyOrId == null) {
            revokeAll();
        } else {
            revoke(
                    keyOrId.equals(StandardInput.ARGUMENT)
                            ? StandardInput.read(in, "Give the key or its id as an argument.")
                            : keyOrId);
        }
    }

    private void revokeAll() {
        if (!yes
                && !(interactive && terminal.agreesTo("All of your API keys stop working at once. Revoke them?", in))) {
            throw new Failure(ExitCode.USAGE, "No key was revoked.", "Add --yes to revoke all of your keys.");
        }
        terminal.show(Json.newObject().put("revoked", keys.revokeAll(credentials.toSend())));
    }

    private void revoke(String given) {
        Optional<ApiKeyToken> key = ApiKeyToken.parse(given);
        if (key.isPresent()) {
            revoke(key.get());
            confirm(key.get().id());
        } else if (ApiKeyToken.isId(given)) {
            keys.revoke(given, credentials.toSend());
            confirm(given);
        } else {
            throw neither(given);
        }
    }

    /** If the key may not be sent to this server, the login revokes it by its id, which is not secret. */
    private void revoke(ApiKeyToken key) {
        if (server.isKnown()) {
            keys.revoke(key);
            return;
        }
        try {
            keys.revoke(key.id(), credentials.toSend());
        } catch (Failure failure) {
            throw switch (failure.exitCode()) {
                case NOT_SIGNED_IN, NOT_FOUND ->
                    new Failure(
                            failure.exitCode(),
                            "It is not known which server issued this key, so it was not sent to " + server.issuer()
                                    + ". " + failure.sentence(),
                            "Name the server with HUBIFY_ISSUER, for example HUBIFY_ISSUER=" + server.issuer() + ".",
                            failure);
                default -> failure;
            };
        }
    }

    private void confirm(String id) {
        terminal.show(Json.newObject().put("id", id).put("revoked", true));
    }

    /** Does not repeat the argument: it may be most of a key. */
    private static Failure neither(String given) {
        return new Failure(
                ExitCode.USAGE,
                ApiKeyToken.looksLikeKey(given)
                        ? "This key is incomplete or mistyped."
                        : "This is neither an API key nor the id of one.",
                "Copy the whole key (it starts with hfy_key_), or take the id from 'hubify auth api-key list'.");
    }
}
