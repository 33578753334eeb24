package com.hubify.identity.cli.client;

import com.hubify.identity.cli.terminal.Json;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/** The members of a client that a file can say, and what the server takes for one that is left out. */
enum ClientMember {
    CLIENT_NAME(Type.TEXT, ""),
    TOKEN_ENDPOINT_AUTH_METHOD(Type.TEXT, "client_secret_basic"),
    GRANT_TYPES(Type.TEXTS, "authorization_code"),
    REDIRECT_URIS(Type.TEXTS, ""),
    POST_LOGOUT_REDIRECT_URIS(Type.TEXTS, ""),
    SCOPE(Type.WORDS, ""),
    DEFAULT_SCOPE(Type.WORDS, ""),
    CONSENT(Type.TRUTH, "true"),
    INTROSPECTION(Type.TRUTH, "false"),
    REQUIRE_PKCE(Type.TRUTH, "true"),
    ID_TOKEN_SIGNED_RESPONSE_ALG(Type.TEXT, "RS256"),
    ID_TOKEN_CLAIMS(Type.TEXTS, ""),
    ACCESS_TOKEN_TTL(Type.NUMBER, "600"),
    REFRESH_TOKEN_TTL(Type.NUMBER, "2592000"),
    LOGO_URI(Type.TEXT, ""),
    POLICY_URI(Type.TEXT, ""),
    CLIENT_URI(Type.TEXT, "");

    /** What a file may say. */
    enum Type {
        TEXT("a text"),
        TEXTS("a list of texts"),
        WORDS("a text, or a list of texts"),
        TRUTH("true or false"),
        NUMBER("a number of seconds");

        private final String words;

        Type(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    static final String ID = "client_id";

    private final Type type;
    private final String otherwise;

    ClientMember(Type type, String otherwise) {
        this.type = type;
        this.otherwise = otherwise;
    }

    static Optional<ClientMember> of(String name) {
        return Arrays.stream(values())
                .filter(member -> member.word().equals(name))
                .findFirst();
    }

    static List<String> names() {
        return Arrays.stream(values()).map(ClientMember::word).toList();
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    Type type() {
        return type;
    }

    /** The value to send for a client of that id: what it has, or what the server takes otherwise. */
    JsonNode sent(ObjectNode client, String id) {
        JsonNode value = client.path(word());
        if (!value.isMissingNode() && !value.isNull()) {
            return value;
        }
        ObjectNode holder = Json.newObject();
        switch (type) {
            case TEXT, WORDS -> holder.put(word(), this == CLIENT_NAME ? id : otherwise);
            case TEXTS -> {
                ArrayNode list = holder.putArray(word());
                if (!otherwise.isEmpty()) {
                    list.add(otherwise);
                }
            }
            case TRUTH -> holder.put(word(), Boolean.parseBoolean(otherwise));
            case NUMBER -> holder.put(word(), Long.parseLong(otherwise));
        }
        return holder.path(word());
    }

    /** Whether both mean the same: lists and scopes have no order. */
    boolean areEqual(JsonNode one, JsonNode other) {
        return comparable(one).equals(comparable(other));
    }

    private Object comparable(JsonNode value) {
        JsonNode known = value.isNull() || value.isMissingNode() ? NullNode.instance : value;
        Set<String> all = new TreeSet<>();
        if (known.isArray()) {
            known.forEach(each -> all.add(each.asString("")));
            return all;
        }
        if (type == Type.WORDS) {
            Arrays.stream(known.asString("").split(" "))
                    .filter(word -> !word.isEmpty())
                    .forEach(all::add);
            return all;
        }
        return known.isNull() ? "" : known.asString("");
    }
}
