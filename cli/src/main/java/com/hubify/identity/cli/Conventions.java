package com.hubify.identity.cli;

import com.hubify.identity.cli.terminal.ExitCode;
import com.hubify.identity.cli.terminal.Failure;
import com.hubify.identity.cli.terminal.Terminal;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What all commands have in common: how they fail, and what their help ends with. */
final class Conventions {

    private Conventions() {}

    static CommandLine applyTo(CommandLine hubify, Surroundings surroundings, Terminal terminal) {
        boolean traces =
                !surroundings.environment().getOrDefault("HUBIFY_DEBUG", "").isBlank();
        // Or --name "@team" would be read as the name of a file with arguments.
        hubify.setExpandAtFiles(false);
        hubify.setOut(writer(surroundings.out())).setErr(writer(surroundings.err()));
        hubify.setParameterExceptionHandler((failure, arguments) -> {
            String help = failure.getCommandLine().getCommandSpec().qualifiedName(" ") + " --help";
            String meant = Suggestions.to(failure);
            terminal.say("hubify: " + sentence(failure) + "\n" + meant + "See '" + help + "'.");
            return ExitCode.USAGE.number();
        });
        hubify.setExecutionExceptionHandler((exception, command, result) -> {
            if (traces) {
                terminal.say(trace(exception));
            }
            Failure failure = exception instanceof Failure expected ? expected : unexpected(exception);
            terminal.say(failure);
            return failure.exitCode().number();
        });
        explainExitCodes(hubify);
        return hubify;
    }

    /** Picocli's own speaks of unmatched arguments and their index. */
    private static String sentence(ParameterException failure) {
        if (!(failure instanceof UnmatchedArgumentException unmatched) || unmatched.isUnknownOption()) {
            return String.valueOf(failure.getMessage());
        }
        String word = unmatched.getUnmatched().get(0);
        CommandLine command = failure.getCommandLine();
        return command.getSubcommands().isEmpty()
                ? "'" + word + "' is one word too many."
                : "'" + command.getCommandSpec().qualifiedName(" ") + "' has no command '" + word + "'.";
    }

    /** As text, so that what a server sent is made visible in it as everywhere else. */
    private static String trace(Exception exception) {
        StringWriter text = new StringWriter();
        exception.printStackTrace(new PrintWriter(text, true));
        return text.toString().replace("\t", "    ");
    }

    private static Failure unexpected(Exception exception) {
        return new Failure(
                ExitCode.UNEXPECTED,
                "Something unexpected happened (" + exception.getClass().getSimpleName() + ").",
                "Run it again with HUBIFY_DEBUG=1 to see where, and report it.",
                exception);
    }

    private static void explainExitCodes(CommandLine command) {
        UsageMessageSpec usage = command.getCommandSpec().usageMessage();
        List<String> footer = new ArrayList<>(Arrays.asList(usage.footer()));
        footer.add("");
        footer.add("Exit codes:");
        footer.addAll(ExitCode.legend());
        usage.footer(footer.toArray(String[]::new));
        usage.width(100);
        command.getSubcommands().values().forEach(Conventions::explainExitCodes);
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
    }
}
