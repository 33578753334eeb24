package com.hubify.identity.cli.session;

import com.hubify.identity.cli.server.Issuer;
import com.hubify.identity.cli.terminal.Json;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What stands in {@code credentials.json}. Members this version doesn't know survive a rewrite. */
final class SessionDocument {

    private static final int VERSION = 1;

    private final ObjectNode document;

    private SessionDocument(ObjectNode document) {
        this.document = document;
    }

    static SessionDocument empty() {
        ObjectNode document = Json.newObject().put("version", VERSION);
        document.putObject("sessions");
        return new SessionDocument(document);
    }

    /** Reads the document; empty if it isn't one of this version. */
    static Optional<SessionDocument> parse(String text) {
        return Json.object(text)
                .filter(document -> document.path("version").asInt(0) == VERSION
                        && document.path("sessions").isObject())
                .map(SessionDocument::new);
    }

    Optional<Session> find(Issuer issuer) {
        JsonNode entry = sessions().path(issuer.value());
        Optional<Secret> accessToken = Json.text(entry, "access_token").flatMap(Secret::of);
        Optional<Instant> accessTokenExpiresAt = instant(entry, "access_token_expires_at");
        if (accessToken.isEmpty() || accessTokenExpiresAt.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Session(
                issuer,
                Json.text(entry, "subject"),
                accessToken.get(),
                accessTokenExpiresAt.get(),
                Json.text(entry, "refresh_token").flatMap(Secret::of),
                instant(entry, "expires_at"),
                Json.text(entry, "scope")
                        .map(scope -> List.of(scope.split(" ")))
                        .orElse(List.of())));
    }

    SessionDocument with(Session session) {
        ObjectNode changed = document.deepCopy();
        ObjectNode entry = ((ObjectNode) changed.path("sessions"))
                .putObject(session.issuer().value());
        session.subject().ifPresent(subject -> entry.put("subject", subject));
        entry.put("access_token", session.accessToken().reveal());
        entry.put("access_token_expires_at", session.accessTokenExpiresAt().toString());
        session.refreshToken().ifPresent(token -> entry.put("refresh_token", token.reveal()));
        session.expiresAt().ifPresent(instant -> entry.put("expires_at", instant.toString()));
        entry.put("scope", String.join(" ", session.scopes()));
        return new SessionDocument(changed);
    }

    SessionDocument without(Issuer issuer) {
        ObjectNode changed = document.deepCopy();
        ((ObjectNode) changed.path("sessions")).remove(issuer.value());
        return new SessionDocument(changed);
    }

    private JsonNode sessions() {
        return document.path("sessions");
    }

    private static Optional<Instant> instant(JsonNode entry, String name) {
        try {
            return Json.text(entry, name).map(Instant::parse);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** The document as it is written. */
    @Override
    public String toString() {
        return Json.pretty(document) + "\n";
    }
}
