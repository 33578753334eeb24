package com.hubify.identity.cli.apikey.command;

import com.hubify.identity.cli.apikey.ApiKeys;
import com.hubify.identity.cli.apikey.UseOfApiKey;
import com.hubify.identity.cli.session.Credentials;
import com.hubify.identity.cli.terminal.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code hubify auth api-key advise}. */
@Command(
        name = "advise",
        description = {
            "Print which scopes an API key needs, by what services have recorded of its use in the last 90 days.",
            "The advice can be too narrow: not counted are uses of tokens that the key was exchanged for,",
            "and scopes that a service checks in its own code.",
            "Nothing is changed. 'hubify auth api-key rotate' makes a key with fewer scopes."
        },
        footer = {
            "  hubify auth api-key advise 0aB3xY9z",
            "  hubify auth api-key advise 0aB3xY9z --json | jq -r '.scopes | join(\",\")'"
        })
final class ApiKeyAdviseCommand implements Runnable {

    @Parameters(paramLabel = "ID", description = "The key's id; 'hubify auth api-key list' prints them.")
    private String id = "";

    private final ApiKeys keys;
    private final Credentials credentials;
    private final Terminal terminal;

    ApiKeyAdviseCommand(ApiKeys keys, Credentials credentials, Terminal terminal) {
        this.keys = keys;
        this.credentials = credentials;
        this.terminal = terminal;
    }

    @Override
    public void run() {
        String key = KeyId.parse(id);
        UseOfApiKey use = keys.use(key, credentials.toSend());
        terminal.show(use.toJson());
        terminal.say(words(key, use));
    }

    private static String words(String key, UseOfApiKey use) {
        String since = use.since().orElse("now");
        return switch (use.verdict()) {
            case "no_use" -> "No use of a scope is recorded, so there is nothing to go by.";
            case "too_early" ->
                "Uses are recorded only since " + since + ". Ask again after "
                        + use.enoughAt().orElse("a few days") + ": some programs run once a week.";
            case "narrower" -> narrower(key, since, use);
            default -> "Since " + since + " the key needed the scopes it has.";
        };
    }

    private static String narrower(String key, String since, UseOfApiKey use) {
        return "Since " + since + " the key needed only these scopes. Replace it with\n"
                + "  hubify auth api-key rotate " + key + " --scope "
                + String.join(",", use.scopes().values()) + "\n"
                + "The old key still works for a day then, should something need more that is done less often.\n"
                + "Not counted are uses of tokens that the key was exchanged for, and scopes that a service checks in its"
                + " own code.";
    }
}
