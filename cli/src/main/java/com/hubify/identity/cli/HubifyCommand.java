package com.hubify.identity.cli;

import com.hubify.identity.cli.terminal.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** {@code hubify}. */
@Command(
        name = "hubify",
        description = "Hubify on the command line.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footerHeading = "%nExamples:%n",
        footer = {
            "  hubify auth login                       sign in",
            "  hubify auth api-key create --help       see how API keys are made",
            "  hubify auth scopes                      see what keys can be allowed",
            "  source <(hubify completion bash)        complete commands with the tab key",
            "",
            "Environment:",
            "  HUBIFY_API_KEY      an API key, used in place of a token and of the login",
            "  HUBIFY_TOKEN        an access token, used in place of the login",
            "  HUBIFY_ISSUER       the identity server; ${sys:hubify.issuer:-https://id.hubify.com} if not set",
            "  HUBIFY_CONFIG_HOME  the folder that keeps logins",
            "  HUBIFY_BROWSER      the command that opens pages; BROWSER is honoured too",
            "  HUBIFY_DEBUG        set to anything to see stack traces"
        })
final class HubifyCommand extends CommandGroup {

    private final Terminal terminal;

    HubifyCommand(Terminal terminal) {
        this.terminal = terminal;
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
