package com.hubify.identity.cli;

import com.hubify.identity.cli.server.Issuer;
import com.hubify.identity.cli.terminal.SafeText;
import com.hubify.identity.cli.terminal.Terminal;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** {@code hubify}. */
@Command(
        name = "hubify",
        description = "Hubify on the command line.",
        footer = {
            "  hubify auth login                       sign in",
            "  hubify auth api-key create --help       how to create API keys",
            "  hubify auth scopes                      list the scopes of API keys",
            "  source <(hubify completion bash)        complete commands with the tab key"
        })
final class HubifyCommand extends CommandGroup {

    private final Terminal terminal;

    HubifyCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    /**
     * What help says of the environment.
     *
     * @param issuer the server that this run is about, which the environment may have named
     */
    static List<String> environment(Surroundings surroundings, Issuer issuer) {
        String server = "the identity server; " + surroundings.issuer() + " if not set";
        boolean named = !issuer.value().equals(surroundings.issuer());
        return List.of(
                "Environment:",
                "  HUBIFY_API_KEY      an API key, used instead of HUBIFY_TOKEN and of the login",
                "  HUBIFY_TOKEN        an access token, used instead of the login",
                "  HUBIFY_ISSUER       " + server
                        + (named ? "\n                      (now " + SafeText.line(issuer.value()) + ")" : ""),
                "  HUBIFY_CONFIG_HOME  the folder that keeps logins",
                "  HUBIFY_BROWSER      the command that opens web pages; if not set, BROWSER",
                "  HUBIFY_DEBUG        set to any value to see stack traces");
    }

    @Option(
            names = "--json",
            scope = ScopeType.INHERIT,
            description = "Print results as JSON, which is the default where standard output is not a terminal.")
    void json(boolean asked) {
        if (asked) {
            terminal.speakJson();
        }
    }
}
