package com.hubify.identity.cli.audit.command;

import com.hubify.identity.cli.audit.CheckpointKeys;
import com.hubify.identity.cli.audit.TrailReport;
import com.hubify.identity.cli.audit.TrailVerification;
import com.hubify.identity.cli.audit.TrailVerification.Demands;
import com.hubify.identity.cli.server.IdentityServer;
import com.hubify.identity.cli.server.Issuer;
import com.hubify.identity.cli.server.Reply;
import com.hubify.identity.cli.server.ServerError;
import com.hubify.identity.cli.terminal.ExitCode;
import com.hubify.identity.cli.terminal.Failure;
import com.hubify.identity.cli.terminal.SafeText;
import com.hubify.identity.cli.terminal.Terminal;
import com.nimbusds.jose.jwk.JWKSet;
import java.io.IOException;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hubify audit verify}. */
@Command(
        name = "verify",
        description = {
            "Check that an export of the audit trail is what the server wrote, whole and in order.",
            "Finds records and checkpoints that were changed, removed, moved, added or cut off, and names the lines. The exit",
            "code is 11 if there are any. Says until when the trail is complete: what came after the last checkpoint is not",
            "proved yet. Only --until and --previous show that the last checkpoints were not cut off."
        },
        footer = {
            "  hubify audit verify audit.jsonl --jwks jwks.json                        without any server",
            "  hubify audit verify audit.jsonl --issuer https://id.hubify.com --until 2030-01-31T18:00:00Z",
            "  hubify audit verify february.jsonl --jwks jwks.json --previous january.jsonl"
        })
final class AuditVerifyCommand implements Callable<Integer> {

    @Parameters(
            paramLabel = "FILE",
            arity = "1..*",
            description = "Exports, which together are one trail: each begins where the one before ends.")
    private List<Path> files = List.of();

    @Option(names = "--jwks", paramLabel = "FILE", description = "The server's public keys, from its jwks_uri.")
    private @Nullable Path jwks;

    @Option(
            names = "--issuer",
            paramLabel = "URL",
            description = "Whose trail it must be; its keys are fetched, unless --jwks has them.")
    private String issuer = "";

    @Option(names = "--from", paramLabel = "INSTANT", description = "What was stored before may be missing.")
    private String from = "";

    @Option(
            names = "--stream",
            paramLabel = "STREAMS",
            description = "The export is of these streams alone, separated by commas.")
    private String stream = "";

    @Option(names = "--until", paramLabel = "INSTANT", description = "Fail if the last checkpoint is older than that.")
    private String until = "";

    @Option(
            names = "--previous",
            paramLabel = "FILE",
            description = "An earlier export, which must not be contradicted.")
    private @Nullable Path previous;

    private final IdentityServer server;
    private final Terminal terminal;

    AuditVerifyCommand(IdentityServer server, Terminal terminal) {
        this.server = server;
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Demands demands = new Demands(
                keys(),
                AuditCommands.instant("--from", from),
                AuditCommands.streams(stream),
                AuditCommands.instant("--until", until),
                Optional.ofNullable(previous));
        TrailReport report = TrailVerification.verify(files, demands);
        report.findings().forEach(finding -> terminal.say(finding.toString()));
        terminal.show(report.json(), report.summary());
        if (report.isIntact()) {
            return ExitCode.OK.number();
        }
        terminal.say(failure(report));
        return ExitCode.NOT_INTACT.number();
    }

    private static Failure failure(TrailReport report) {
        if (report.isUnproven()) {
            return new Failure(
                    ExitCode.NOT_INTACT,
                    "This does not show that the trail is whole.",
                    "Check --until and --jwks; export again two minutes after something happened.");
        }
        return new Failure(
                ExitCode.NOT_INTACT,
                "The trail is not what the server wrote"
                        + (report.found() > report.findings().size()
                                ? "; these are the first of " + report.found() + " findings"
                                : "")
                        + ".",
                "Export it again; if it is the same, somebody changed what is stored. Keep this file, and earlier ones.");
    }

    private CheckpointKeys keys() {
        Path file = jwks;
        if (file != null) {
            return new CheckpointKeys(read(file), Optional.of(issuer).filter(it -> !it.isEmpty()));
        }
        if (issuer.isEmpty()) {
            throw new Failure(
                    ExitCode.USAGE,
                    "It is not said whose trail it is.",
                    "Add --jwks FILE with the server's keys, or --issuer URL.");
        }
        IdentityServer named = server.other(new Issuer(issuer.replaceFirst("/+$", "")));
        Reply reply = named.get(named.metadata().keys());
        if (!reply.isSuccess()) {
            throw ServerError.refusal(reply, "Try again.");
        }
        try {
            return new CheckpointKeys(
                    JWKSet.parse(reply.body()), Optional.of(named.issuer().value()));
        } catch (ParseException e) {
            throw reply.makesNoSense();
        }
    }

    private static JWKSet read(Path file) {
        try {
            return JWKSet.load(file.toFile());
        } catch (IOException | ParseException e) {
            throw new Failure(
                    ExitCode.USAGE,
                    "Can't read keys from " + SafeText.line(file.toString()) + ".",
                    "It must be a JSON Web Key Set, as the server publishes it at its jwks_uri.",
                    e);
        }
    }
}
