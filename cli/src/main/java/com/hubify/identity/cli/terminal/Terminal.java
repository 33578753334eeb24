package com.hubify.identity.cli.terminal;

import com.hubify.identity.protocol.ApiKeyToken;
import java.io.PrintStream;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** The two streams of the command: results on standard output, everything said to people on standard error. */
public final class Terminal {

    private static final Pattern KEY =
            Pattern.compile("(" + ApiKeyToken.PREFIX + "[0-9A-Za-z]{" + ApiKeyToken.ID_LENGTH + "})[0-9A-Za-z]+");

    private final PrintStream out;
    private final PrintStream err;

    public Terminal(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /** Prints a result as JSON. */
    public void result(JsonNode json) {
        result(Json.pretty(json));
    }

    /**
     * Prints a result as it is, on a line of its own.
     *
     * @throws Failure if standard output takes nothing, for example because a disk is full: a key that is shown only once
     *     must not get lost in silence
     */
    public void result(String line) {
        out.print(line + "\n");
        out.flush();
        if (out.checkError()) {
            throw new Failure(
                    ExitCode.UNEXPECTED,
                    "The result could not be written to standard output.",
                    "Check where the output goes. If this was a new API key, it is lost: revoke it and create another.");
        }
    }

    /** Tells the user something. No API key gets through, wherever it came from: standard error ends up in logs. */
    public void say(String text) {
        err.print(KEY.matcher(SafeText.lines(text)).replaceAll("$1…") + "\n");
        err.flush();
    }

    /** Tells the user what went wrong and what to do. */
    public void say(Failure failure) {
        say("hubify: " + failure.sentence() + "\n" + failure.advice());
    }
}
