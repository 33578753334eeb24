package com.hubify.identity.cli.account;

import com.hubify.identity.cli.apikey.ApiKeys;
import com.hubify.identity.cli.server.IdentityServer;
import com.hubify.identity.cli.server.Reply;
import com.hubify.identity.cli.session.Credential;
import com.hubify.identity.cli.terminal.Failure;
import com.hubify.identity.cli.terminal.Json;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPRequest.Method;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Asks the server whose credential it is. */
public final class Identities {

    private final IdentityServer server;
    private final ApiKeys keys;

    public Identities(IdentityServer server, ApiKeys keys) {
        this.server = server;
        this.keys = keys;
    }

    /**
     * Whose credential it is, and its scopes: {@code identity}, {@code user_name}, {@code display_name}, {@code email},
     * {@code plan}, {@code session_expires_at}, {@code scopes}. Unknown values are null.
     *
     * @throws Failure {@link com.hubify.identity.cli.terminal.ExitCode#NOT_SIGNED_IN} if the server doesn't accept it
     */
    public ObjectNode of(Credential credential) {
        return credential
                .apiKey()
                .map(key -> ofKey(keys.verify(key)))
                .orElseGet(() -> ofPerson(person(ask(credential), credential), credential));
    }

    /**
     * The same for a credential that may be valid but not allowed at UserInfo, such as a machine's token, or one without
     * {@code openid}. Empty then.
     */
    public Optional<ObjectNode> find(Credential credential) {
        if (credential.kind() == Credential.Kind.API_KEY) {
            return Optional.of(of(credential));
        }
        Reply reply = ask(credential);
        return reply.status() == 403 ? Optional.empty() : Optional.of(ofPerson(person(reply, credential), credential));
    }

    private Reply ask(Credential credential) {
        HTTPRequest request = new HTTPRequest(Method.GET, server.metadata().userinfoEndpoint());
        request.setAuthorization("Bearer " + credential.reveal());
        return server.send(request);
    }

    private static ObjectNode person(Reply reply, Credential credential) {
        if (!reply.isSuccess()) {
            throw credential.refusal(reply);
        }
        ObjectNode person = reply.json();
        // OpenID Connect Core, section 5.3.2: a response with another sub must not be used.
        boolean sameSubject = Json.text(person, "sub")
                .filter(subject -> credential.subject().map(subject::equals).orElse(true))
                .isPresent();
        if (!sameSubject) {
            throw reply.makesNoSense();
        }
        return person;
    }

    private static ObjectNode ofPerson(ObjectNode person, Credential credential) {
        ObjectNode shown = shown(person, "sub", credential.expiresAt().map(Instant::toString));
        return withScopes(shown, credential.scopes().stream());
    }

    /** A key tells no more of its owner than who it is: it has no right to their profile. */
    private static ObjectNode ofKey(ObjectNode key) {
        ObjectNode shown = shown(key.retain("owner", "expires_at", "scopes"), "owner", Json.text(key, "expires_at"));
        return withScopes(shown, key.path("scopes").valueStream().map(scope -> scope.asString("")));
    }

    /** In alphabetical order: what a server tells is a set, and its order changes from one answer to the next. */
    private static ObjectNode withScopes(ObjectNode shown, Stream<String> scopes) {
        ArrayNode sorted = shown.putArray("scopes");
        scopes.sorted().forEach(sorted::add);
        return shown;
    }

    private static ObjectNode shown(ObjectNode from, String identity, Optional<String> expiresAt) {
        return Json.newObject()
                .put("identity", Json.text(from, identity).orElse(null))
                .put("user_name", Json.text(from, "preferred_username").orElse(null))
                .put("display_name", Json.text(from, "name").orElse(null))
                .put("email", Json.text(from, "email").orElse(null))
                .put("plan", Json.text(from, "plan").orElse(null))
                .put("session_expires_at", expiresAt.orElse(null));
    }
}
