package com.hubify.identity.cli.terminal;

/**
 * The end of a command that could not do what was asked: one plain sentence, what to do about it, and the exit code.
 * Neither text may hold a secret; texts from a server must have passed through {@link SafeText}.
 */
public final class Failure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ExitCode exitCode;
    private final String sentence;
    private final String advice;

    public Failure(ExitCode exitCode, String sentence, String advice) {
        super(sentence);
        this.exitCode = exitCode;
        this.sentence = sentence;
        this.advice = advice;
    }

    public Failure(ExitCode exitCode, String sentence, String advice, Throwable cause) {
        super(sentence, cause);
        this.exitCode = exitCode;
        this.sentence = sentence;
        this.advice = advice;
    }

    public ExitCode exitCode() {
        return exitCode;
    }

    /** What happened. */
    public String sentence() {
        return sentence;
    }

    /** What the user can do about it. */
    public String advice() {
        return advice;
    }
}
