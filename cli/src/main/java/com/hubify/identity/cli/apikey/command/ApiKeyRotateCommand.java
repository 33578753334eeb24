package com.hubify.identity.cli.apikey.command;

import com.hubify.identity.cli.apikey.ApiKeys;
import com.hubify.identity.cli.apikey.Life;
import com.hubify.identity.cli.apikey.ScopeList;
import com.hubify.identity.cli.session.Credentials;
import com.hubify.identity.cli.terminal.Json;
import com.hubify.identity.cli.terminal.Terminal;
import com.hubify.identity.protocol.ApiKeyToken;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/** {@code hubify auth api-key rotate}. */
@Command(
        name = "rotate",
        description = {
            "Replace an API key by a new one with the same or fewer scopes, and print the new one as JSON.",
            "This is the only time the new key is shown. Until the overlap ends both keys work, so that you can roll the new",
            "one out. The old one ends sooner once the new one is used and the old one has not been for an hour."
        },
        footer = {
            "  hubify auth api-key rotate 0aB3xY9z",
            "  hubify auth api-key rotate 0aB3xY9z --overlap 7d --expires-in 90d | jq -r .key"
        })
final class ApiKeyRotateCommand implements Runnable {

    @Parameters(paramLabel = "ID", description = "The key's id; 'hubify auth api-key list' prints them.")
    private String id = "";

    @Option(
            names = "--overlap",
            paramLabel = "TIME",
            defaultValue = "24h",
            description =
                    "How long the old key still works: a number with m, h, d or w, at most 30d; 0m ends it at once."
                            + " Default: ${DEFAULT-VALUE}.")
    private String overlap = "24h";

    @Option(
            names = "--expires-in",
            paramLabel = "TIME",
            description =
                    "When the new key stops working, such as 90d or 2030-01-31. Default: it lives as long as the old one did.")
    private @Nullable String expiresIn;

    @Option(
            names = "--scope",
            paramLabel = "SCOPES",
            description = "What the new key may do, separated by commas; only what the old one may. Default: the same."
                    + " 'hubify auth api-key advise' says what it needs.")
    private @Nullable String scope;

    private final ApiKeys keys;
    private final ScopeList scopeList;
    private final Credentials credentials;
    private final Clock clock;
    private final Terminal terminal;

    ApiKeyRotateCommand(ApiKeys keys, ScopeList scopeList, Credentials credentials, Clock clock, Terminal terminal) {
        this.keys = keys;
        this.scopeList = scopeList;
        this.credentials = credentials;
        this.clock = clock;
        this.terminal = terminal;
    }

    @Override
    public void run() {
        String key = KeyId.parse(id);
        ObjectNode request =
                Json.newObject().put("overlap", Life.overlap(overlap).toString());
        if (expiresIn != null) {
            request.put("expires_at", Life.end(expiresIn, clock).toString());
        }
        if (scope != null) {
            scopeList.parse(scope).values().forEach(request.putArray("scopes")::add);
        }
        ObjectNode created = keys.rotate(key, request, credentials.toSend());
        terminal.result(created);
        Json.text(created, "key")
                .flatMap(ApiKeyToken::parse)
                .ifPresent(token -> terminal.say(
                        "Id of the new key, with which you can revoke it: " + token.id() + "\n" + oldKey(key)));
    }

    private String oldKey(String id) {
        return Life.overlap(overlap).isZero()
                ? "The old key, " + id + ", has ended."
                : "The old key, " + id + ", still works for " + overlap + ".";
    }
}
