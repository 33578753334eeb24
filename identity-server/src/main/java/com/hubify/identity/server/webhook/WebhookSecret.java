package com.hubify.identity.server.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The key of an HMAC that only a sender and one receiver know (Standard Webhooks). */
public final class WebhookSecret {

    static final String PREFIX = "whsec_";

    private static final int SHORTEST = 24;
    private static final int LONGEST = 64;

    private static final String VERSION = "v1,";

    private static final String HMAC = "HmacSHA256";

    private final SecretKeySpec key;

    private WebhookSecret(byte[] key) {
        this.key = new SecretKeySpec(key, HMAC);
    }

    /** Reads {@code whsec_} and base64 of 24 to 64 bytes; empty if the text is anything else. */
    public static Optional<WebhookSecret> parse(String text) {
        if (!text.startsWith(PREFIX)) {
            return Optional.empty();
        }
        try {
            byte[] key = Base64.getDecoder().decode(text.substring(PREFIX.length()));
            return key.length < SHORTEST || key.length > LONGEST
                    ? Optional.empty()
                    : Optional.of(new WebhookSecret(key));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The header {@code webhook-signature}: one signature for each secret, so that a receiver may know either. */
    static String sign(List<WebhookSecret> secrets, String id, Instant at, String body) {
        byte[] content = (id + "." + at.getEpochSecond() + "." + body).getBytes(StandardCharsets.UTF_8);
        return secrets.stream().map(secret -> VERSION + secret.mac(content)).collect(Collectors.joining(" "));
    }

    /**
     * Whether a message was signed with this secret. In constant time: how much of a guess is right is not to be seen.
     *
     * @param body as it was sent, to the byte
     * @param signatures the signatures of a message, separated by blanks; those of other versions are skipped
     */
    public boolean hasSigned(String id, String timestamp, byte[] body, String signatures) {
        byte[] head = (id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8);
        byte[] content = Arrays.copyOf(head, head.length + body.length);
        System.arraycopy(body, 0, content, head.length, body.length);
        byte[] expected = (VERSION + mac(content)).getBytes(StandardCharsets.UTF_8);
        boolean signed = false;
        for (String signature : signatures.split(" ", -1)) {
            signed |= MessageDigest.isEqual(expected, signature.getBytes(StandardCharsets.UTF_8));
        }
        return signed;
    }

    private String mac(byte[] content) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            return Base64.getEncoder().encodeToString(mac.doFinal(content));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HMAC with SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "…";
    }
}
