package com.hubify.identity.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** {@code hubify help}. Picocli's own looks at the first word only. */
@Command(
        name = "help",
        description = "Show what a command does.",
        footer = {"  hubify help auth token", "  hubify help auth api-key create"})
final class HelpCommand implements Runnable {

    @Parameters(paramLabel = "COMMAND", description = "The command to explain.")
    private List<String> words = new ArrayList<>();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
    private CommandSpec spec;

    @Override
    public void run() {
        CommandLine command = spec.root().commandLine();
        for (String word : words) {
            CommandLine next = command.getSubcommands().get(word);
            if (next == null) {
                throw new UnmatchedArgumentException(command, List.of(word));
            }
            command = next;
        }
        command.usage(command.getOut());
    }
}
