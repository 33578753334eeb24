package com.hubify.identity.cli;

import com.hubify.identity.cli.terminal.ExitCode;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A command that only leads to others. */
abstract class CommandGroup implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
    private CommandSpec spec;

    /** Reached if no subcommand was given, which is a usage error: {@link ExitCode#USAGE}. */
    @Override
    public void run() {
        CommandLine command = spec.commandLine();
        throw new ParameterException(
                command,
                "A command is missing. Use one of: "
                        + String.join(", ", command.getSubcommands().keySet()));
    }

    /** {@code hubify auth}. */
    @Command(
            name = "auth",
            description = "Sign in and out, and manage API keys.",
            footer = {"  hubify auth login", "  hubify auth whoami", "  hubify auth api-key list"})
    static final class AuthCommand extends CommandGroup {}

    /** {@code hubify clients}. */
    @Command(
            name = "clients",
            description = {
                "Register, change and end clients of the identity server, for its operators.",
                "Needs a token with clients:read or clients:write, such as one of an operator's client in HUBIFY_TOKEN."
            },
            footer = {
                "  hubify clients list",
                "  hubify clients create night-job --grant-type client_credentials --scope labs:read",
                "  hubify clients apply -f clients.yaml"
            })
    static final class ClientsCommand extends CommandGroup {}

    /** {@code hubify audit}. */
    @Command(
            name = "audit",
            description = {
                "Fetch the audit trail of the identity server, and check that nobody changed it.",
                "Export needs a token with audit:read, such as one of an operator's client in HUBIFY_TOKEN; verify needs none."
            },
            footer = {"  hubify audit export audit.jsonl", "  hubify audit verify audit.jsonl --jwks jwks.json"})
    static final class AuditCommand extends CommandGroup {}

    /** {@code hubify auth api-key}. */
    @Command(
            name = "api-key",
            description = {
                "Create, list, change, rotate and revoke API keys, and find those in files.",
                "Keys can't manage keys: sign in first."
            },
            footer = {
                "  hubify auth api-key create --name \"my-integration\" --scope \"labs:read,experiments:*\"",
                "  hubify auth api-key list",
                "  hubify auth api-key rotate 0aB3xY9z",
                "  hubify auth api-key revoke 0aB3xY9z",
                "  hubify auth api-key scan ."
            })
    static final class ApiKeyCommand extends CommandGroup {}
}
