package com.hubify.identity.cli.apikey.command;

import com.hubify.identity.cli.apikey.scan.Finding;
import com.hubify.identity.cli.apikey.scan.KeyScan;
import com.hubify.identity.cli.terminal.ExitCode;
import com.hubify.identity.cli.terminal.Failure;
import com.hubify.identity.cli.terminal.Json;
import com.hubify.identity.cli.terminal.SafeText;
import com.hubify.identity.cli.terminal.Terminal;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ArrayNode;

/** {@code hubify auth api-key scan}. */
@Command(
        name = "scan",
        description = {
            "Find API keys in files and folders, without asking a server.",
            "Prints the file, line, column and id of each key, never its secret. The exit code is 9 if keys were found.",
            "In folders, .git and what .gitignore excludes are left out, and symbolic links are not followed.",
            "If something can't be read, the rest is scanned, and the exit code is 1 unless keys were found."
        },
        footer = {
            "  hubify auth api-key scan .",
            "  hubify auth api-key scan --no-ignore build/app.jar dist",
            "  git log --all -p --text | hubify auth api-key scan -   what was ever committed"
        })
final class ApiKeyScanCommand implements Callable<Integer> {

    private static final String STANDARD_INPUT = "-";

    @Parameters(paramLabel = "PATH", arity = "1..*", description = "Files and folders; - reads standard input.")
    private List<String> paths = List.of();

    @Option(names = "--no-ignore", description = "Scan also .git and what .gitignore excludes.")
    private boolean noIgnore;

    private final InputStream in;
    private final Terminal terminal;

    ApiKeyScanCommand(InputStream in, Terminal terminal) {
        this.in = in;
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        KeyScan scan = new KeyScan(
                !noIgnore, (name, reason) -> terminal.say("Can't read " + SafeText.line(name) + ": " + reason + "."));
        for (String path : paths) {
            if (path.equals(STANDARD_INPUT)) {
                scan.scan(path, in);
            } else {
                scan.scan(path);
            }
        }
        terminal.show(json(scan.findings()));
        return sumUp(scan).number();
    }

    /** The name of a file, too, may hold a key. */
    private static ArrayNode json(List<Finding> findings) {
        ArrayNode list = Json.newArray();
        findings.forEach(finding -> list.addObject()
                .put("file", SafeText.withoutKeys(finding.file()))
                .put("line", finding.line())
                .put("column", finding.column())
                .put("id", finding.id()));
        return list;
    }

    private ExitCode sumUp(KeyScan scan) {
        terminal.say("Scanned " + count(scan.files(), "file") + " (" + count(scan.bytes(), "byte") + ").");
        if (scan.found() > 0) {
            return ended(
                    ExitCode.KEYS_FOUND,
                    "Found " + found(scan) + ".",
                    "Revoke each, then remove it: what was stored in a file is no longer secret. Your own:"
                            + " 'hubify auth api-key revoke ID'. Any other: 'hubify auth api-key revoke -', with the key"
                            + " on standard input.");
        }
        if (scan.unread() > 0) {
            return ended(
                    ExitCode.UNEXPECTED,
                    count(scan.unread(), "path") + " could not be read.",
                    "Make them readable, or leave them out: keys in them would not have been found.");
        }
        return ExitCode.OK;
    }

    /** Beyond what is listed, keys are not told apart: that would take memory for each. */
    private static String found(KeyScan scan) {
        String places = " in " + count(scan.found(), "place");
        if (scan.found() > KeyScan.MAX_LISTED) {
            return "API keys" + places + ", of which " + KeyScan.MAX_LISTED + " are listed";
        }
        long keys = scan.findings().stream().map(Finding::id).distinct().count();
        return count(keys, "API key") + places;
    }

    private ExitCode ended(ExitCode exitCode, String sentence, String advice) {
        terminal.say(new Failure(exitCode, sentence, advice));
        return exitCode;
    }

    private static String count(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
