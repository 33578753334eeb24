package com.hubify.identity.cli;

import com.hubify.identity.cli.server.IdentityServer;
import com.hubify.identity.cli.server.Reply;
import com.hubify.identity.cli.session.Credential;
import com.hubify.identity.cli.session.Credentials;
import com.hubify.identity.cli.terminal.ExitCode;
import com.hubify.identity.cli.terminal.Failure;
import com.hubify.identity.cli.terminal.Json;
import com.hubify.identity.cli.terminal.Terminal;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPRequest.Method;
import java.util.List;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/** {@code hubify auth why}. */
@Command(
        name = "why",
        description = {
            "Explain why a request was refused, and what mends it.",
            "REFERENCE is the request_id of the answer (header X-Request-Id), or the reference on a page.",
            "It must be about a credential of yours; operators may ask about any.",
            "Members: reference, at, status, reason, failed, remedy and, where known, detail, request, service,",
            "scopes_needed, scopes_held, key_id, account, client_id."
        },
        footer = {
            "  hubify auth why req_5f0c2ab91d37e648",
            "  hubify auth why req_5f0c2ab91d37e648 --json | jq -r .remedy"
        })
final class WhyCommand implements Runnable {

    private static final Pattern REFERENCE = Pattern.compile("[A-Za-z0-9._:-]{1,64}");

    private static final List<String> MEMBERS = List.of(
            "reference",
            "at",
            "status",
            "reason",
            "failed",
            "remedy",
            "detail",
            "request",
            "service",
            "scopes_needed",
            "scopes_held",
            "key_id",
            "account",
            "client_id");

    @Parameters(paramLabel = "REFERENCE", description = "The request id, or the reference on a page.")
    private String reference = "";

    private final IdentityServer server;
    private final Credentials credentials;
    private final Terminal terminal;

    WhyCommand(IdentityServer server, Credentials credentials, Terminal terminal) {
        this.server = server;
        this.credentials = credentials;
        this.terminal = terminal;
    }

    @Override
    public void run() {
        if (!REFERENCE.matcher(reference).matches()) {
            throw new Failure(
                    ExitCode.USAGE,
                    "REFERENCE is not a request id or reference.",
                    "Copy it from request_id, X-Request-Id or the page, such as req_5f0c2ab91d37e648.");
        }
        terminal.show(explanation(ask(credentials.toSend())));
    }

    private Reply ask(Credential credential) {
        HTTPRequest request = new HTTPRequest(Method.GET, server.metadata().api("/v1/refusals/" + reference));
        request.setAuthorization("Bearer " + credential.reveal());
        Reply reply = server.send(request);
        if (reply.status() == 404) {
            throw new Failure(
                    ExitCode.NOT_FOUND,
                    "Nothing is known of the reference " + reference + ", or it is not about a credential of yours.",
                    "Sign in as the owner of the credential that was refused, or ask an operator. Services report within"
                            + " a few seconds, and references are kept for some days.");
        }
        if (!reply.isSuccess()) {
            throw credential.refusal(reply);
        }
        return reply;
    }

    /** The members that this command promises, and no others. */
    private static ObjectNode explanation(Reply reply) {
        if (!(reply.json().path("data") instanceof ObjectNode data)) {
            throw reply.makesNoSense();
        }
        ObjectNode shown = Json.newObject();
        MEMBERS.stream().filter(data::has).forEach(member -> shown.set(member, data.path(member)));
        return shown;
    }
}
