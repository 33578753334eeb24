package com.hubify.identity.cli;

import com.hubify.identity.cli.server.Issuer;
import com.hubify.identity.cli.terminal.ExitCode;
import com.hubify.identity.cli.terminal.Terminal;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What all commands share: error messages and the end of help texts. */
final class Conventions {

    private Conventions() {}

    static CommandLine applyTo(CommandLine hubify, Surroundings surroundings, Issuer issuer, Terminal terminal) {
        FailedCommand failed = new FailedCommand(surroundings, terminal);
        // Or --name "@team" would be read as the name of a file with arguments.
        hubify.setExpandAtFiles(false);
        hubify.setOut(writer(surroundings.out())).setErr(writer(surroundings.err()));
        hubify.setParameterExceptionHandler((failure, arguments) -> {
            ParameterException fault = firstFault(failure);
            String help = fault.getCommandLine().getCommandSpec().qualifiedName(" ") + " --help";
            terminal.say("hubify: " + sentence(fault) + "\n" + Suggestions.to(fault) + "See '" + help + "'.");
            return ExitCode.USAGE.number();
        });
        hubify.setExecutionExceptionHandler((exception, command, result) -> failed.end(exception));
        append(HubifyCommand.environment(surroundings, issuer), hubify);
        complete(hubify);
        return hubify;
    }

    /** Reports an unknown word before a missing option, unlike picocli: it may be a misspelt form of that option. */
    private static ParameterException firstFault(ParameterException failure) {
        for (CommandLine command = failure.getCommandLine(); command != null; command = command.getParent()) {
            if (!command.getUnmatchedArguments().isEmpty()) {
                return new UnmatchedArgumentException(command, command.getUnmatchedArguments());
            }
        }
        return failure;
    }

    /** Picocli's own messages speak of unmatched arguments, positional parameters and indexes. */
    private static String sentence(ParameterException failure) {
        if (failure instanceof UnmatchedArgumentException unmatched) {
            return sentence(unmatched);
        }
        if (failure.getArgSpec() instanceof PositionalParamSpec word && failure.getValue() != null) {
            return "'" + failure.getValue() + "' is not one of: " + String.join(", ", word.completionCandidates())
                    + ".";
        }
        return failure.getMessage() + ".";
    }

    private static String sentence(UnmatchedArgumentException unmatched) {
        String word = unmatched.getUnmatched().get(0);
        if (unmatched.isUnknownOption()) {
            return "Unknown option: '" + word.split("=", 2)[0] + "'.";
        }
        CommandLine command = unmatched.getCommandLine();
        return command.getSubcommands().isEmpty()
                ? "'" + word + "' is not expected here."
                : "'" + command.getCommandSpec().qualifiedName(" ") + "' has no command '" + word + "'.";
    }

    private static void complete(CommandLine command) {
        append(ExitCode.legend(), command);
        command.getCommandSpec()
                .mixinStandardHelpOptions(true)
                .versionProvider(new Version())
                .usageMessage()
                .footerHeading("%nExamples:%n")
                .width(100);
        command.getSubcommands().values().forEach(Conventions::complete);
    }

    private static void append(List<String> section, CommandLine command) {
        UsageMessageSpec usage = command.getCommandSpec().usageMessage();
        List<String> footer = new ArrayList<>(Arrays.asList(usage.footer()));
        footer.add("");
        // Picocli takes footers for format strings.
        section.forEach(line -> footer.add(line.replace("%", "%%")));
        usage.footer(footer.toArray(String[]::new));
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
    }
}
