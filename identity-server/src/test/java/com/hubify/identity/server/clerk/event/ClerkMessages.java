package com.hubify.identity.server.clerk.event;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Messages as Clerk sends and signs them; on its own, so that a mistake in our verification is not made here too. */
public final class ClerkMessages {

    /** The sample secret of the local profile. */
    public static final String SECRET = "whsec_aHViaWZ5LXNpbXVsYXRvci13ZWJob29rcw==";

    public static final String INSTANCE = "ins_2aBcDeFgHiJkLmNoPqRsTuVwXyZ";

    private ClerkMessages() {}

    /** @param at in Unix milliseconds, or seconds */
    public static String body(String type, long at, String data) {
        return "{\"data\":%s,\"event_attributes\":{\"http_request\":{\"client_ip\":\"\",\"user_agent\":\"\"}},\"instance_id\":\"%s\",\"object\":\"event\",\"timestamp\":%d,\"type\":\"%s\"}"
                .formatted(data, INSTANCE, at, type);
    }

    public static String deleted(String user, long at) {
        return body("user.deleted", at, "{\"deleted\":true,\"id\":\"%s\",\"object\":\"user\"}".formatted(user));
    }

    /** @param more further members, each with a comma before it */
    public static String updated(String user, long at, String more) {
        return body(
                "user.updated",
                at,
                "{\"id\":\"%s\",\"object\":\"user\",\"first_name\":\"Ada\",\"last_name\":\"Lovelace\",\"banned\":false,\"locked\":false,\"updated_at\":%d%s}"
                        .formatted(user, at, more));
    }

    public static String session(String type, String session, String user, long at) {
        return body(
                type,
                at,
                "{\"object\":\"session\",\"id\":\"%s\",\"user_id\":\"%s\",\"status\":\"ended\",\"updated_at\":%d,\"user\":null}"
                        .formatted(session, user, at));
    }

    public static String sign(String secret, String id, long seconds, String body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.substring("whsec_".length())), "HmacSHA256"));
            byte[] signed = mac.doFinal((id + "." + seconds + "." + body).getBytes(StandardCharsets.UTF_8));
            return "v1," + Base64.getEncoder().encodeToString(signed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
