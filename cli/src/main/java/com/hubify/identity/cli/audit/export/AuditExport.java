package com.hubify.identity.cli.audit.export;

import com.hubify.identity.cli.server.IdentityServer;
import com.hubify.identity.cli.server.Reply;
import com.hubify.identity.cli.session.Credential;
import com.hubify.identity.cli.terminal.ExitCode;
import com.hubify.identity.cli.terminal.Failure;
import com.hubify.identity.cli.terminal.SafeText;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPRequest.Method;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;

/** Fetches the audit trail at {@code /v1/audit/export}. */
public final class AuditExport {

    private final IdentityServer server;

    public AuditExport(IdentityServer server) {
        this.server = server;
    }

    /**
     * Writes the lines of the export as they come.
     *
     * @param query parameters of the request
     * @throws Failure if not all of it came: then what was written is no export
     */
    public void write(Map<String, List<String>> query, Credential operator, OutputStream into) {
        String text = URLUtils.serializeParameters(query);
        URI address = server.metadata().api("/v1/audit/export" + (text.isEmpty() ? "" : "?" + text));
        HTTPRequest request = new HTTPRequest(Method.GET, address);
        request.setAuthorization("Bearer " + operator.reveal());
        request.setHeader("Accept", "application/x-ndjson, application/json");
        LastLine lines = new LastLine(into);
        Reply reply = server.download(request, lines);
        if (!reply.isSuccess()) {
            throw operator.refusal(reply);
        }
        // A proxy may end an answer that broke off as if it were whole.
        if (!lines.isEndOfExport()) {
            throw new Failure(
                    ExitCode.UNREACHABLE,
                    "The export broke off before its end.",
                    "Export again, or in parts with --from, --to and --stream.");
        }
    }

    /** Writes the export to a file, which is there once all of it is: never a part of one. */
    public void write(Map<String, List<String>> query, Credential operator, Path file) {
        if (Files.exists(file)) {
            throw new Failure(
                    ExitCode.USAGE,
                    SafeText.line(file.toString()) + " exists. An export that was kept is evidence, so it stays.",
                    "Give another name, or move it away.");
        }
        try {
            Path folder = file.toAbsolutePath().getParent();
            // The owner's alone: it tells who signed in when and from where.
            Path part = Files.createTempFile(folder, file.getFileName() + ".", ".part");
            try {
                try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
                    OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
                    write(query, operator, out);
                    out.flush();
                    channel.force(true);
                }
                // A link, since a move would replace what came there meanwhile.
                Files.createLink(file, part);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (FileAlreadyExistsException e) {
            throw new Failure(ExitCode.USAGE, SafeText.line(file.toString()) + " exists now.", "Give another name.", e);
        } catch (IOException e) {
            throw new Failure(
                    ExitCode.UNEXPECTED,
                    "The export can't be written to " + SafeText.line(file.toString()) + ": "
                            + e.getClass().getSimpleName() + ".",
                    "Check that the folder exists and may be written to, and the room on the disk.",
                    e);
        }
    }
}
