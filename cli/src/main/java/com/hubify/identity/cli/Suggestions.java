package com.hubify.identity.cli;

import com.hubify.identity.protocol.Spelling;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Suggests commands or options similar to an unknown word. */
final class Suggestions {

    private static final int MOST = 3;

    private Suggestions() {}

    /** A line that asks "did you mean", or lists the commands where none comes near; empty where there is nothing to choose. */
    static String to(ParameterException failure) {
        if (!(failure instanceof UnmatchedArgumentException unmatched)) {
            return "";
        }
        CommandLine command = failure.getCommandLine();
        String written = unmatched.getUnmatched().get(0);
        if (unmatched.isUnknownOption()) {
            return didYouMean(Spelling.nearest(
                    written.split("=", 2)[0],
                    command.getCommandSpec().optionsMap().keySet()));
        }
        List<String> meant = commands(written, command);
        return meant.isEmpty() ? listed(command) : didYouMean(meant);
    }

    private static String didYouMean(List<String> meant) {
        return meant.isEmpty()
                ? ""
                : "Did you mean "
                        + meant.stream()
                                .limit(MOST)
                                .map(name -> "'" + name + "'")
                                .collect(Collectors.joining(" or ")) + "?\n";
    }

    private static String listed(CommandLine group) {
        Set<String> commands = group.getSubcommands().keySet();
        return commands.isEmpty() ? "" : "Its commands are: " + String.join(", ", commands) + ".\n";
    }

    /** Of the group itself, else of all there are: {@code hubify login} is {@code hubify auth login}. */
    private static List<String> commands(String written, CommandLine group) {
        Map<String, List<String>> here = new TreeMap<>();
        group.getSubcommands().forEach((name, command) -> note(name, command, here));
        List<String> meant = qualified(written, here);
        if (!meant.isEmpty()) {
            return meant;
        }
        Map<String, List<String>> all = new TreeMap<>();
        collect(group.getCommandSpec().root().commandLine(), all);
        return qualified(written, all);
    }

    private static List<String> qualified(String written, Map<String, List<String>> commands) {
        return Spelling.nearest(written, commands.keySet()).stream()
                .flatMap(name -> commands.getOrDefault(name, List.of()).stream())
                .toList();
    }

    private static void collect(CommandLine group, Map<String, List<String>> into) {
        group.getSubcommands().forEach((name, command) -> {
            note(name, command, into);
            collect(command, into);
        });
    }

    private static void note(String name, CommandLine command, Map<String, List<String>> into) {
        into.computeIfAbsent(name, any -> new ArrayList<>())
                .add(command.getCommandSpec().qualifiedName(" "));
    }
}
