package com.hubify.identity.cli.audit.command;

import com.hubify.identity.cli.audit.export.AuditExport;
import com.hubify.identity.cli.server.IdentityServer;
import com.hubify.identity.cli.session.Credentials;
import com.hubify.identity.cli.terminal.ExitCode;
import com.hubify.identity.cli.terminal.Failure;
import com.hubify.identity.cli.terminal.SafeText;
import com.hubify.identity.cli.terminal.Terminal;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine;

/** The commands below {@code hubify audit}, in the order in which help lists them. */
public final class AuditCommands {

    private static final List<String> STREAMS =
            List.of("operators", "security", "ordinary", "repeated", "misused", "refused", "pages", "grants");

    private AuditCommands() {}

    /** Adds the commands to the one they belong to. */
    public static CommandLine addTo(
            CommandLine group, IdentityServer server, Credentials credentials, Terminal terminal) {
        return group.addSubcommand(new AuditExportCommand(new AuditExport(server), credentials, terminal))
                .addSubcommand(new AuditVerifyCommand(server, terminal));
    }

    /**
     * Attack, or a slip: a stream that there isn't, of which no chain can be missing.
     *
     * @return none if the text is empty, which means all
     * @throws Failure {@link ExitCode#USAGE} if one is no stream
     */
    static Set<String> streams(String text) {
        Set<String> named = text.isEmpty() ? Set.of() : new LinkedHashSet<>(List.of(text.split(",", -1)));
        named.stream().filter(name -> !STREAMS.contains(name)).findFirst().ifPresent(name -> {
            throw new Failure(
                    ExitCode.USAGE,
                    "There is no stream '" + SafeText.line(name) + "'.",
                    "Name one or more of " + String.join(", ", STREAMS) + ", with commas between.");
        });
        return named;
    }

    /** @throws Failure {@link ExitCode#USAGE} if it is there and no moment */
    static Optional<Instant> instant(String option, String text) {
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(text));
        } catch (DateTimeParseException e) {
            throw new Failure(
                    ExitCode.USAGE,
                    option + " must be a moment, and '" + SafeText.line(text) + "' is none.",
                    "Write it in UTC, such as 2030-01-31T18:00:00Z.");
        }
    }
}
