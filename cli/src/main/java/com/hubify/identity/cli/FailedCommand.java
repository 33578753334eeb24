package com.hubify.identity.cli;

import com.hubify.identity.cli.terminal.ExitCode;
import com.hubify.identity.cli.terminal.Failure;
import com.hubify.identity.cli.terminal.Terminal;
import java.io.PrintWriter;
import java.io.StringWriter;

/** How a command ends that failed. */
final class FailedCommand {

    private final boolean traces;
    private final Terminal terminal;

    FailedCommand(Surroundings surroundings, Terminal terminal) {
        this.traces =
                !surroundings.environment().getOrDefault("HUBIFY_DEBUG", "").isBlank();
        this.terminal = terminal;
    }

    /** Says why, and returns the exit status. */
    int end(Exception exception) {
        if (traces) {
            terminal.say(trace(exception));
        }
        Failure failure = exception instanceof Failure expected ? expected : unexpected(exception);
        terminal.say(failure);
        return failure.exitCode().number();
    }

    /** As text, so that control characters from a server are escaped in it, too. */
    private static String trace(Exception exception) {
        StringWriter text = new StringWriter();
        exception.printStackTrace(new PrintWriter(text, true));
        return text.toString().replace("\t", "    ");
    }

    private static Failure unexpected(Exception exception) {
        return new Failure(
                ExitCode.UNEXPECTED,
                "Unexpected error (" + exception.getClass().getSimpleName() + ").",
                "Run it again with HUBIFY_DEBUG=1 to see where, and report it.",
                exception);
    }
}
