package com.hubify.identity.cli.terminal;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** What the command's exit status tells a script. The numbers are a promise: they are added to, never changed. */
public enum ExitCode {
    OK(0, "done"),
    UNEXPECTED(1, "unexpected error on this machine or in the server's response"),
    USAGE(2, "wrong usage"),
    NOT_SIGNED_IN(3, "not signed in, or the credential is no longer accepted"),
    REFUSED(4, "refused by the server"),
    NOT_FOUND(5, "not found"),
    UNREACHABLE(6, "the server can't be reached or is unavailable"),
    SIGN_IN_INCOMPLETE(7, "the sign-in was declined or not completed in time"),
    TOO_MANY_REQUESTS(8, "too many requests"),
    KEYS_FOUND(9, "API keys were found in files"),
    DIFFERENT(10, "the server's clients are not as the file says"),
    NOT_INTACT(11, "the audit trail was changed, or is not whole");

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
