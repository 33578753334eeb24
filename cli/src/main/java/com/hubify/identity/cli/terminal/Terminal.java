package com.hubify.identity.cli.terminal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;

/** The two streams of the command: results on standard output, everything said to people on standard error. */
public final class Terminal {

    private final PrintStream out;
    private final PrintStream err;
    private boolean tables;

    /** @param person whether the output goes to a person, who gets tables instead of JSON */
    public Terminal(PrintStream out, PrintStream err, boolean person) {
        this.out = out;
        this.err = err;
        this.tables = person;
    }

    public Terminal(PrintStream out, PrintStream err) {
        this(out, err, false);
    }

    /** Shows results as JSON from now on, also on a terminal. */
    public void speakJson() {
        tables = false;
    }

    /** Prints as JSON a result that can't be had again. */
    public void result(JsonNode json) {
        result(Json.pretty(json));
    }

    /**
     * Prints a result that can't be had again, on a line of its own.
     *
     * @throws Failure if standard output takes nothing, for example because a disk is full: a key that is shown only once
     *     must not get lost in silence
     */
    public void result(String line) {
        print(
                line,
                "Check where the output goes. If this was a new API key, it is lost: revoke it and create another. If it was a"
                        + " client's new secret: hubify clients rotate-secret ID");
    }

    /** Shows what can be asked for again: to a person the short form, as a table, to a program the long one, as JSON. */
    public void show(JsonNode longForm, JsonNode shortForm) {
        show(tables ? Table.of(shortForm) : Json.pretty(longForm));
    }

    /** Standard output itself, for a result too long to be held. */
    public OutputStream out() {
        return out;
    }

    /** Shows what can be asked for again: as a table to a person, as JSON to a program. */
    public void show(JsonNode json) {
        show(tables ? Table.of(json) : Json.pretty(json));
    }

    /**
     * Shows a text that can be asked for again, as it is, on a line of its own.
     *
     * @throws Failure if standard output takes nothing
     */
    public void show(String line) {
        print(line, "Check where the output goes: the program that reads it may have stopped.");
    }

    private void print(String line, String advice) {
        out.print(line + "\n");
        out.flush();
        if (out.checkError()) {
            throw new Failure(ExitCode.UNEXPECTED, "The result could not be written to standard output.", advice);
        }
    }

    /** Asks a question whose answer is no unless it says yes. */
    public boolean agreesTo(String question, InputStream in) {
        err.print(SafeText.lines(question) + " [y/N] ");
        err.flush();
        String answer = line(in).strip();
        return answer.equalsIgnoreCase("y") || answer.equalsIgnoreCase("yes");
    }

    private static String line(InputStream in) {
        try {
            String line = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)).readLine();
            return line == null ? "" : line;
        } catch (IOException e) {
            return "";
        }
    }

    /** Tells the user something. No API key gets through, wherever it came from: standard error ends up in logs. */
    public void say(String text) {
        err.print(SafeText.withoutKeys(SafeText.lines(text)) + "\n");
        err.flush();
    }

    /** Tells the user what went wrong and what to do. */
    public void say(Failure failure) {
        say("hubify: " + failure.sentence() + "\n" + failure.advice());
    }
}
