package com.hubify.identity.cli;

import com.hubify.identity.cli.terminal.ExitCode;
import picocli.CommandLine;
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
                "Say which command: "
                        + String.join(", ", command.getSubcommands().keySet()));
    }
}
