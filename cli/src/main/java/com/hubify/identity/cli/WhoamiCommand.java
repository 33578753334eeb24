package com.hubify.identity.cli;

import com.hubify.identity.cli.server.IdentityServer;
import com.hubify.identity.cli.server.Reply;
import com.hubify.identity.cli.server.ServerError;
import com.hubify.identity.cli.session.Credential;
import com.hubify.identity.cli.session.Credentials;
import com.hubify.identity.cli.terminal.Json;
import com.hubify.identity.cli.terminal.Terminal;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPRequest.Method;
import java.time.Instant;
import picocli.CommandLine.Command;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code hubify auth whoami}. */
@Command(
        name = "whoami",
        description = {
            "Print who is signed in, as JSON: identity, user_name, display_name, email, plan,",
            "session_expires_at, scopes. What is not known is null."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footerHeading = "%nExamples:%n",
        footer = {"  hubify auth whoami", "  hubify auth whoami | jq -r .plan"})
final class WhoamiCommand implements Runnable {

    private final IdentityServer server;
    private final Credentials credentials;
    private final Terminal terminal;

    WhoamiCommand(IdentityServer server, Credentials credentials, Terminal terminal) {
        this.server = server;
        this.credentials = credentials;
        this.terminal = terminal;
    }

    @Override
    public void run() {
        Credential credential = credentials.inUse();
        terminal.result(describe(askAbout(credential), credential));
    }

    private ObjectNode askAbout(Credential credential) {
        HTTPRequest request = new HTTPRequest(Method.GET, server.metadata().userinfoEndpoint());
        request.setAuthorization("Bearer " + credential.reveal());
        Reply reply = server.send(request);
        if (!reply.isSuccess()) {
            throw ServerError.refusal(reply, credential.advice());
        }
        ObjectNode person = reply.json();
        // OpenID Connect Core, section 5.3.2: an answer about somebody else must not be used.
        boolean sameSubject = Json.text(person, "sub")
                .filter(subject -> credential.subject().map(subject::equals).orElse(true))
                .isPresent();
        if (!sameSubject) {
            throw reply.makesNoSense();
        }
        return person;
    }

    private static ObjectNode describe(ObjectNode person, Credential credential) {
        ObjectNode shown = Json.newObject()
                .put("identity", Json.text(person, "sub").orElse(null))
                .put("user_name", Json.text(person, "preferred_username").orElse(null))
                .put("display_name", Json.text(person, "name").orElse(null))
                .put("email", Json.text(person, "email").orElse(null))
                .put("plan", Json.text(person, "plan").orElse(null))
                .put(
                        "session_expires_at",
                        credential.expiresAt().map(Instant::toString).orElse(null));
        ArrayNode scopes = shown.putArray("scopes");
        credential.scopes().forEach(scopes::add);
        return shown;
    }
}
