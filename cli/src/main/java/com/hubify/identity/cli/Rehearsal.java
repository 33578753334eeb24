package com.hubify.identity.cli;

import java.util.List;

/**
 * Runs commands that need no server, so that the JVM can keep what they load for the runs to come. The launcher starts it once
 * after it has built the command.
 */
final class Rehearsal {

    private static final List<String> COMMANDS =
            List.of("auth token", "auth token --help", "auth api-key create --help", "auth api-key list");

    private Rehearsal() {}

    public static void main(String[] arguments) {
        for (String command : COMMANDS) {
            new Hubify(Main.machine()).run(command.split(" "));
        }
    }
}
