package com.hubify.identity.server.session;

import com.hubify.identity.server.redis.FormerClassNames;
import com.hubify.identity.server.redis.UnreadableDocument;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Session attributes as release 0.1 wrote them, with names of Java classes. */
final class FormerSessions {

    private static final String CONTEXT = "org.springframework.security.core.context.SecurityContextImpl";
    private static final String CSRF = "org.springframework.security.web.csrf.DefaultCsrfToken";

    private static final FormerClassNames NAMES =
            new FormerClassNames(CONTEXT, CSRF, "com.hubify.identity.server.session.SignInAuthentication");

    private FormerSessions() {}

    static boolean isOne(JsonNode document) {
        return document.has("@class");
    }

    /** The same attribute in today's form. */
    static JsonNode translated(JsonNode former) {
        JsonNode plain = NAMES.removedFrom(former);
        return switch (former.path("@class").stringValue()) {
            case CONTEXT -> named("sign-in", plain.path("authentication"));
            case CSRF -> named("csrf-token", plain);
            default -> throw new UnreadableDocument("unknown session attribute");
        };
    }

    private static JsonNode named(String type, JsonNode members) {
        ObjectNode named = JsonNodeFactory.instance.objectNode().put("type", type);
        members.properties().forEach(member -> named.set(member.getKey(), member.getValue()));
        return named;
    }
}
