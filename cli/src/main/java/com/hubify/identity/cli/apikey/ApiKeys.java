package com.hubify.identity.cli.apikey;

import com.hubify.identity.cli.server.IdentityServer;
import com.hubify.identity.cli.server.Reply;
import com.hubify.identity.cli.server.ServerError;
import com.hubify.identity.cli.session.Credential;
import com.hubify.identity.cli.terminal.ExitCode;
import com.hubify.identity.cli.terminal.Failure;
import com.hubify.identity.cli.terminal.Json;
import com.hubify.identity.protocol.ApiKeyToken;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPRequest.Method;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The API keys that the credential's person manages. */
public final class ApiKeys {

    private static final String PATH = "/v1/api-keys";

    /** More pages than a person has keys. Attack: a server whose list never ends. */
    private static final int MAX_PAGES = 100;

    private final IdentityServer server;

    public ApiKeys(IdentityServer server) {
        this.server = server;
    }

    /** Creates a key. The answer is the only place where the key itself ever stands. */
    public ObjectNode create(NewApiKey key, Credential credential) {
        return created(sendOnce(withBody(Method.POST, "", key.toJson()), credential));
    }

    /** Replaces a key. The answer is the only place where the new key itself ever stands. */
    public ObjectNode rotate(String id, ObjectNode request, Credential credential) {
        return created(sendOnce(withBody(Method.POST, "/" + id + "/rotate", request), credential));
    }

    /** Renames or narrows a key, and returns it as it is then. */
    public ObjectNode update(String id, ObjectNode change, Credential credential) {
        return ShownApiKey.alone(content(send(withBody(Method.POST, "/" + id, change), credential, server::patch)));
    }

    /** One of the holder's own keys. */
    public ObjectNode show(String id, Credential credential) {
        return ShownApiKey.alone(content(
                send(new HTTPRequest(Method.GET, server.metadata().api(PATH + "/" + id)), credential)));
    }

    /** With a value of its own, by which the server knows the request if it has to be sent again: it makes one key. */
    private Reply sendOnce(HTTPRequest request, Credential credential) {
        request.setHeader("Idempotency-Key", UUID.randomUUID().toString());
        return send(request, credential, server::sendRepeatable);
    }

    /** What is recorded of the use of one of the holder's own keys. */
    public UseOfApiKey use(String id, Credential credential) {
        Reply reply = send(new HTTPRequest(Method.GET, server.metadata().api(PATH + "/" + id + "/use")), credential);
        return UseOfApiKey.of(content(reply)).orElseThrow(reply::makesNoSense);
    }

    private static ObjectNode created(Reply reply) {
        return ShownApiKey.created(content(reply)).orElseThrow(reply::makesNoSense);
    }

    /**
     * What the server says about a key, its {@code owner} among it.
     *
     * @throws Failure {@link ExitCode#NOT_SIGNED_IN} if it is not accepted
     */
    public ObjectNode verify(ApiKeyToken key) {
        Reply reply = server.send(withKey("/verify", key));
        if (reply.status() == 401) {
            throw new Failure(
                    ExitCode.NOT_SIGNED_IN,
                    "The API key " + key.id()
                            + " is not accepted: it is revoked, expired or unknown, or not valid from this address.",
                    "Create another with 'hubify auth api-key create'.");
        }
        return content(checked(reply, "Try again."));
    }

    /** The content of Hubify's envelope. */
    private static ObjectNode content(Reply reply) {
        if (reply.json().path("data") instanceof ObjectNode data) {
            return data;
        }
        throw reply.makesNoSense();
    }

    private HTTPRequest withKey(String path, ApiKeyToken key) {
        return withBody(Method.POST, path, Json.newObject().put("key", key.value()));
    }

    private HTTPRequest withBody(Method method, String path, ObjectNode body) {
        HTTPRequest request = new HTTPRequest(method, server.metadata().api(PATH + path));
        request.setHeader("Content-Type", "application/json");
        request.setBody(Json.compact(body));
        return request;
    }

    /**
     * All keys that still exist, without their secrets, and marked where they need attention at that time.
     *
     * @param owner id or slug of the organization whose they are; empty for those of the credential's person
     */
    public ArrayNode list(Optional<String> owner, Credential credential, Instant now) {
        ArrayNode keys = Json.newArray();
        Optional<String> cursor = Optional.empty();
        for (int page = 0; page < MAX_PAGES; page++) {
            Reply reply =
                    send(new HTTPRequest(Method.GET, server.metadata().api(PATH + query(owner, cursor))), credential);
            ObjectNode body = reply.json();
            if (!body.path("data").isArray()) {
                throw reply.makesNoSense();
            }
            body.path("data").forEach(entry -> keys.add(Attention.markedAt(now, ShownApiKey.listed(entry))));
            cursor = body.path("meta").path("has_more").asBoolean(false)
                    ? Json.text(body.path("meta"), "next_cursor")
                    : Optional.empty();
            if (cursor.isEmpty()) {
                break;
            }
        }
        return keys;
    }

    /** Revokes one of the holder's own keys by its id. */
    public void revoke(String id, Credential credential) {
        insistOnNoContent(send(new HTTPRequest(Method.DELETE, server.metadata().api(PATH + "/" + id)), credential));
    }

    /** Revokes the key itself, which any holder may do, such as the finder of a leaked key. */
    public void revoke(ApiKeyToken key) {
        insistOnNoContent(checked(server.send(withKey("/revoke", key)), "Try again."));
    }

    /** Revokes all keys of the credential's person, and returns how many. */
    public int revokeAll(Credential credential) {
        HTTPRequest request = new HTTPRequest(Method.POST, server.metadata().api(PATH + "/revoke-all"));
        Reply reply = send(request, credential, server::sendRepeatable);
        JsonNode revoked = content(reply).path("revoked");
        if (!revoked.isInt()) {
            throw reply.makesNoSense();
        }
        return revoked.asInt();
    }

    /** Some proxies answer unknown requests with 200 and a page, which must not count as a revocation. */
    private static void insistOnNoContent(Reply reply) {
        if (reply.status() != 204) {
            throw reply.makesNoSense();
        }
    }

    private Reply send(HTTPRequest request, Credential credential) {
        return send(request, credential, server::send);
    }

    private static Reply send(HTTPRequest request, Credential credential, Function<HTTPRequest, Reply> sending) {
        request.setAuthorization("Bearer " + credential.reveal());
        Reply reply = sending.apply(request);
        if (!reply.isSuccess()) {
            throw credential.refusal(reply);
        }
        return reply;
    }

    private static Reply checked(Reply reply, String advice) {
        if (!reply.isSuccess()) {
            throw ServerError.refusal(reply, advice);
        }
        return reply;
    }

    private static String query(Optional<String> owner, Optional<String> cursor) {
        return "?limit=100" + parameter("owner", owner) + parameter("cursor", cursor);
    }

    private static String parameter(String name, Optional<String> value) {
        return value.map(text -> "&" + name + "=" + URLEncoder.encode(text, StandardCharsets.UTF_8))
                .orElse("");
    }
}
