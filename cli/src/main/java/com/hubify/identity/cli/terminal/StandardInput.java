package com.hubify.identity.cli.terminal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** A secret on standard input: other users of the machine can read the arguments of a command, and a shell keeps them. */
public final class StandardInput {

    /** The argument that stands for it. */
    public static final String ARGUMENT = "-";

    /** Enough for a key and the spaces around it. */
    private static final int MAX_INPUT = 1024;

    private StandardInput() {}

    /**
     * Its text, without white space around it.
     *
     * @param advice what to do if it can't be read
     */
    public static String read(InputStream in, String advice) {
        try {
            return new String(in.readNBytes(MAX_INPUT), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new Failure(ExitCode.UNEXPECTED, "Standard input can't be read.", advice, e);
        }
    }
}
