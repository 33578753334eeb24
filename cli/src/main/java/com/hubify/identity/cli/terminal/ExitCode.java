package com.hubify.identity.cli.terminal;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** What the command's exit status tells a script. The numbers are a promise: they are added to, never changed. */
public enum ExitCode {
    OK(0, "done"),
    UNEXPECTED(1, "something unexpected, on this machine or in the server's answer"),
    USAGE(2, "the command was written wrongly"),
    NOT_SIGNED_IN(3, "not signed in, or the credential is no longer accepted"),
    REFUSED(4, "the server refused"),
    NOT_FOUND(5, "there is no such thing"),
    UNREACHABLE(6, "the server can't be reached or can't answer now"),
    SIGN_IN_INCOMPLETE(7, "the sign-in was declined or not completed in time"),
    TOO_MANY_REQUESTS(8, "too many requests");

    private final int number;
    private final String meaning;

    ExitCode(int number, String meaning) {
        this.number = number;
        this.meaning = meaning;
    }

    public int number() {
        return number;
    }

    /** One line per exit code under a heading, for help texts. */
    public static List<String> legend() {
        return Stream.concat(
                        Stream.of("Exit codes:"),
                        Arrays.stream(values()).map(code -> "  " + code.number + "  " + code.meaning))
                .toList();
    }
}
