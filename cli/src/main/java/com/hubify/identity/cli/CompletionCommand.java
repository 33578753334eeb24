package com.hubify.identity.cli;

import com.hubify.identity.cli.terminal.Terminal;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hubify completion}. */
@Command(
        name = "completion",
        description = "Print a completion script for the shell.",
        footer = {
            "  source <(hubify completion bash)                           in ~/.bashrc",
            "  source <(hubify completion zsh)                            in ~/.zshrc"
        })
final class CompletionCommand implements Runnable {

    enum Shell {
        bash,
        zsh
    }

    @Parameters(paramLabel = "SHELL", description = "One of: ${COMPLETION-CANDIDATES}.")
    private Shell shell = Shell.bash;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
    private CommandSpec spec;

    private final Terminal terminal;

    CompletionCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void run() {
        // The script looks at the shell that reads it, so it is one and the same for both.
        String script = AutoComplete.bash("hubify", spec.root().commandLine());
        terminal.show("# Completes hubify's commands in " + shell + ".\n" + script);
    }
}
