package com.hubify.identity.cli.apikey.command;

import com.hubify.identity.cli.apikey.ApiKeys;
import com.hubify.identity.cli.apikey.Life;
import com.hubify.identity.cli.apikey.NewApiKey;
import com.hubify.identity.cli.apikey.ScopeList;
import com.hubify.identity.cli.session.Credentials;
import com.hubify.identity.cli.terminal.ExitCode;
import com.hubify.identity.cli.terminal.Failure;
import com.hubify.identity.cli.terminal.Json;
import com.hubify.identity.cli.terminal.Terminal;
import com.hubify.identity.protocol.ApiKeyToken;
import com.hubify.identity.protocol.Scope;
import com.hubify.identity.protocol.ScopeCatalogue;
import com.hubify.identity.protocol.Scopes;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/** {@code hubify auth api-key create}. */
@Command(
        name = "create",
        description = {
            "Create an API key and print it as JSON. Its id goes to standard error.",
            "This is the only time the key is shown: keep it where secrets are kept, never in version control.",
            "If you lose the key, revoke it by its id and create another.",
            "Give it the narrowest scopes that suffice, and replace it every 90 days."
        },
        footer = {
            "  hubify auth api-key create --name \"my-integration\" --scope \"labs:read,experiments:*\"",
            "  hubify auth api-key create --name ci --scope labs:read --expires-in 90d | jq -r .key",
            "  hubify auth api-key create --name office --scope labs:read --allow-ip 203.0.113.0/24,2001:db8::/32"
        })
final class ApiKeyCreateCommand implements Runnable {

    private static final int MAX_NAME = 100;

    @Option(
            names = "--name",
            required = true,
            paramLabel = "NAME",
            description = "A name by which you recognize the key: 1 to " + MAX_NAME + " characters.")
    private String name = "";

    @Option(names = "--description", paramLabel = "TEXT", description = "What the key is for.")
    private @Nullable String description;

    @Option(
            names = "--scope",
            required = true,
            paramLabel = "SCOPES",
            description =
                    "What the key may do, separated by commas; 'hubify auth scopes' lists them. * is everything, and is asked about.")
    private String scope = "";

    @Option(
            names = "--expires-in",
            paramLabel = "TIME",
            description =
                    "When the key stops working: a number with m, h, d or w, such as 90d, or a date or time, such as 2030-01-31."
                            + " Default: never.")
    private String expiresIn = "";

    @Option(
            names = "--allow-ip",
            paramLabel = "NETWORKS",
            split = ",",
            description =
                    "Addresses and networks that the key is valid from, separated by commas, such as 203.0.113.0/24 or"
                            + " 2001:db8::/32. Default: anywhere.")
    private List<String> allowedIps = List.of();

    @Option(
            names = "--owner",
            paramLabel = "ORGANIZATION",
            description =
                    "Make it a key of this organization, by id or slug, which stays when you leave it. Default: yours.")
    private @Nullable String owner;

    @Option(names = "--yes", description = "Create a key for * without asking for confirmation.")
    private boolean yes;

    private final ApiKeys keys;
    private final ScopeList scopeList;
    private final Credentials credentials;
    private final Clock clock;
    private final boolean interactive;
    private final InputStream in;
    private final Terminal terminal;

    ApiKeyCreateCommand(
            ApiKeys keys,
            ScopeList scopeList,
            Credentials credentials,
            Clock clock,
            boolean interactive,
            InputStream in,
            Terminal terminal) {
        this.keys = keys;
        this.scopeList = scopeList;
        this.credentials = credentials;
        this.clock = clock;
        this.interactive = interactive;
        this.in = in;
        this.terminal = terminal;
    }

    @Override
    public void run() {
        Scopes scopes = scopeList.parse(scope);
        Optional<Instant> expiresAt = expiresIn.isEmpty() ? Optional.empty() : Optional.of(Life.end(expiresIn, clock));
        NewApiKey key = new NewApiKey(
                checkedName(),
                Optional.ofNullable(description),
                scopes,
                expiresAt,
                allowedIps,
                Optional.ofNullable(owner));
        if (key.opensEverything() && !yes) {
            confirm(everything(expiresAt));
        }
        ObjectNode created = keys.create(key, credentials.toSend());
        terminal.result(created);
        Json.text(created, "key")
                .flatMap(ApiKeyToken::parse)
                .ifPresent(token -> terminal.say("Id of the key, with which you can revoke it: " + token.id()));
    }

    /** A finder of such a key has all rights of its owner, until that is noticed. */
    private void confirm(String question) {
        if (!interactive) {
            throw new Failure(
                    ExitCode.USAGE,
                    question,
                    "Give it narrower scopes ('hubify auth scopes' lists them), or add --yes to create it as it is.");
        }
        if (!terminal.agreesTo(question + " Create it?", in)) {
            throw new Failure(
                    ExitCode.USAGE, "No key was created.", "Give it narrower scopes; 'hubify auth scopes' lists them.");
        }
    }

    private static String everything(Optional<Instant> expiresAt) {
        String opened = ScopeCatalogue.PUBLISHED.stream()
                .filter(scope -> !scope.equals(Scope.ALL))
                .map(Scope::value)
                .collect(Collectors.joining(", "));
        return "This key may do everything: " + opened + ", and whatever this server has besides or gets later. It "
                + expiresAt.map(end -> "expires at " + end).orElse("never expires") + ".";
    }

    private String checkedName() {
        boolean usable = !name.isBlank()
                && name.codePointCount(0, name.length()) <= MAX_NAME
                && name.codePoints().noneMatch(Character::isISOControl);
        if (!usable) {
            throw new Failure(
                    ExitCode.USAGE,
                    "The name of a key has 1 to " + MAX_NAME + " characters on one line.",
                    "Give it one with --name, for example --name \"my-integration\".");
        }
        return name;
    }
}
