package com.hubify.identity.cli.client;

import com.hubify.identity.cli.server.IdentityServer;
import com.hubify.identity.cli.server.Reply;
import com.hubify.identity.cli.session.Credential;
import com.hubify.identity.cli.terminal.Json;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPRequest.Method;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/** The clients that an operator's credential can see and change, at {@code /v1/clients}. */
public final class OperatorClients {

    private static final String PATH = "/v1/clients";

    /** A million clients. Attack: a server whose list never ends. */
    private static final int MAX_PAGES = 10_000;

    private static final String CHANGES = "/changes";

    private static final String MERELY_CHECK = "?dry_run=true";

    private final IdentityServer server;

    public OperatorClients(IdentityServer server) {
        this.server = server;
    }

    /** All clients, in the order of their ids. */
    public List<ObjectNode> list(Credential operator) {
        List<ObjectNode> clients = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        for (int page = 0; page < MAX_PAGES; page++) {
            String query =
                    "?limit=100" + cursor.map(id -> "&cursor=" + encoded(id)).orElse("");
            Reply reply = send(new HTTPRequest(Method.GET, address(query)), operator, server::send);
            ObjectNode body = reply.json();
            if (!body.path("data").isArray()) {
                throw reply.makesNoSense();
            }
            body.path("data").forEach(client -> clients.add((ObjectNode) client));
            cursor = body.path("meta").path("has_more").asBoolean(false)
                    ? Json.text(body.path("meta"), "next_cursor")
                    : Optional.empty();
            if (cursor.isEmpty()) {
                break;
            }
        }
        return clients;
    }

    /** One client. */
    public ObjectNode show(String id, Credential operator) {
        return content(send(new HTTPRequest(Method.GET, address(path(id))), operator, server::send));
    }

    /** Registers a client. The answer is the only place where its secret ever stands. */
    public ObjectNode create(ObjectNode client, Credential operator) {
        return content(send(withBody("", client), operator, server::send));
    }

    /**
     * Changes the members that are named.
     *
     * @param version of the client as it was read: if it was changed since, this fails
     */
    public ObjectNode update(String id, ObjectNode change, Optional<Long> version, Credential operator) {
        return content(send(versioned(withBody(path(id), change), version), operator, server::patch));
    }

    /** What the server says of many changes at once; makes none. */
    public ObjectNode rehearse(ObjectNode changes, Credential operator) {
        return content(send(withBody(CHANGES + MERELY_CHECK, changes), operator, server::sendRepeatable));
    }

    /** Makes many changes at once, or none where the server refuses one. */
    public ObjectNode apply(ObjectNode changes, Credential operator) {
        return content(send(withBody(CHANGES, changes), operator, server::send));
    }

    /** Gives a client a new secret, which the answer alone shows. */
    public ObjectNode rotateSecret(String id, Optional<String> overlap, Credential operator) {
        ObjectNode request = Json.newObject();
        overlap.ifPresent(text -> request.put("overlap", text));
        return content(send(withBody(path(id) + "/rotate-secret", request), operator, server::send));
    }

    /** Ends all that the client got. */
    public ObjectNode disable(String id, Credential operator) {
        return content(send(withBody(path(id) + "/disable", Json.newObject()), operator, server::sendRepeatable));
    }

    /** Lets the client get tokens again. */
    public ObjectNode enable(String id, Credential operator) {
        return content(send(withBody(path(id) + "/enable", Json.newObject()), operator, server::sendRepeatable));
    }

    /** Forgets the client, and ends all that it got. */
    public void delete(String id, Credential operator) {
        Reply reply = send(new HTTPRequest(Method.DELETE, address(path(id))), operator, server::send);
        if (reply.status() != 204) {
            throw reply.makesNoSense();
        }
    }

    private static HTTPRequest versioned(HTTPRequest request, Optional<Long> version) {
        version.ifPresent(number -> request.setHeader("If-Match", "\"" + number + "\""));
        return request;
    }

    private HTTPRequest withBody(String path, ObjectNode body) {
        HTTPRequest request = new HTTPRequest(Method.POST, address(path));
        request.setHeader("Content-Type", "application/json");
        request.setBody(Json.compact(body));
        return request;
    }

    private URI address(String rest) {
        return server.metadata().api(PATH + rest);
    }

    private static String path(String id) {
        return "/" + encoded(id);
    }

    private static String encoded(String id) {
        return URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static ObjectNode content(Reply reply) {
        if (reply.json().path("data") instanceof ObjectNode data) {
            return data;
        }
        throw reply.makesNoSense();
    }

    private static Reply send(HTTPRequest request, Credential operator, Function<HTTPRequest, Reply> sending) {
        request.setAuthorization("Bearer " + operator.reveal());
        Reply reply = sending.apply(request);
        if (!reply.isSuccess()) {
            throw operator.refusal(reply);
        }
        return reply;
    }
}
