package com.hubify.identity.cli.audit.command;

import com.hubify.identity.cli.audit.export.AuditExport;
import com.hubify.identity.cli.session.Credential;
import com.hubify.identity.cli.session.Credentials;
import com.hubify.identity.cli.terminal.Terminal;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hubify audit export}. */
@Command(
        name = "export",
        description = {
            "Fetch the audit trail as JSON lines: the signed checkpoints, then the records as they are stored.",
            "A file is there once all of it is, and never replaces another. Needs audit:read. What a file from before some",
            "moment lacks, --from at 'hubify audit verify' allows for."
        },
        footer = {
            "  hubify audit export audit.jsonl",
            "  hubify audit export --stream operators --from 2030-01-01T00:00:00Z january.jsonl",
            "  hubify audit export | grep '\"kind\":\"operator.'"
        })
final class AuditExportCommand implements Runnable {

    @Parameters(paramLabel = "FILE", arity = "0..1", description = "Where to; standard output if not given.")
    private @Nullable Path file;

    @Option(names = "--from", paramLabel = "INSTANT", description = "Only what was stored then or later.")
    private String from = "";

    @Option(names = "--to", paramLabel = "INSTANT", description = "Only what was stored before.")
    private String to = "";

    @Option(
            names = "--stream",
            paramLabel = "STREAMS",
            description =
                    "Only these, separated by commas: operators, security, ordinary, repeated, misused, refused, pages, grants.")
    private String stream = "";

    private final AuditExport export;
    private final Credentials credentials;
    private final Terminal terminal;

    AuditExportCommand(AuditExport export, Credentials credentials, Terminal terminal) {
        this.export = export;
        this.credentials = credentials;
        this.terminal = terminal;
    }

    @Override
    public void run() {
        Map<String, List<String>> query = new LinkedHashMap<>();
        AuditCommands.instant("--from", from).ifPresent(moment -> query.put("from", List.of(moment.toString())));
        AuditCommands.instant("--to", to).ifPresent(moment -> query.put("to", List.of(moment.toString())));
        if (!AuditCommands.streams(stream).isEmpty()) {
            query.put("stream", List.of(stream));
        }
        Credential operator = credentials.toSend();
        Path target = file;
        if (target == null) {
            export.write(query, operator, terminal.out());
        } else {
            export.write(query, operator, target);
            terminal.say("Check it with: hubify audit verify " + target);
        }
    }
}
