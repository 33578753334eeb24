package com.hubify.identity.server.grant.document;

import com.hubify.identity.server.redis.FormerClassNames;
import com.hubify.identity.server.redis.RedisJson;
import com.hubify.identity.server.redis.UnreadableDocument;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Grants as release 0.1 wrote them, with names of Java classes and a second document inside for the attributes. */
final class FormerGrants {

    private static final String PRINCIPAL = "java.security.Principal";
    private static final String REQUEST =
            "org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest";

    private static final FormerClassNames NAMES =
            new FormerClassNames(REQUEST, "com.hubify.identity.server.session.SignInAuthentication");

    private FormerGrants() {}

    static boolean isOne(JsonNode document) {
        return document.path("attributes").isString() && !document.has("type");
    }

    /** The same grant in today's form. */
    static JsonNode translated(JsonNode former) {
        ObjectNode plain = object(NAMES.removedFrom(former));
        JsonNode attributes =
                NAMES.removedFrom(RedisJson.tree(former.path("attributes").stringValue()));
        ObjectNode translated = JsonNodeFactory.instance.objectNode();
        translated.put("type", "grant").put("form", GrantDocument.FORM);
        plain.properties().stream()
                .filter(member -> !member.getKey().equals("attributes"))
                .forEach(member -> translated.set(member.getKey(), member.getValue()));
        attributes.properties().forEach(attribute -> {
            switch (attribute.getKey()) {
                case PRINCIPAL -> translated.set("signIn", attribute.getValue());
                case REQUEST -> translated.set("asked", asked(object(attribute.getValue())));
                case "state" -> translated.set("state", attribute.getValue());
                case "scope" -> translated.set("deviceScopes", attribute.getValue());
                default -> throw new UnreadableDocument("unknown grant attribute");
            }
        });
        return translated;
    }

    private static ObjectNode asked(ObjectNode request) {
        request.set("parameters", request.remove("additionalParameters"));
        return request;
    }

    private static ObjectNode object(JsonNode node) {
        if (node instanceof ObjectNode object) {
            return object;
        }
        throw new UnreadableDocument("not a JSON object");
    }
}
