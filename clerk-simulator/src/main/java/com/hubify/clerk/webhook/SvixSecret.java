package com.hubify.clerk.webhook;

import com.fasterxml.jackson.annotation.JsonValue;
import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookSigningException;
import java.time.Instant;

/** A signing secret of an endpoint: {@code whsec_} and base64 of the HMAC key. Prints nothing. */
final class SvixSecret {

    private final Webhook signer;

    private SvixSecret(Webhook signer) {
        this.signer = signer;
    }

    /**
     * Reads a secret; also how Spring Boot binds one, which takes public methods only.
     *
     * @throws IllegalArgumentException if there is no base64, or no key in it
     */
    public static SvixSecret of(String secret) {
        try {
            return new SvixSecret(new Webhook(secret));
        } catch (EmptyWebhookSecretException | IllegalArgumentException e) {
            throw new IllegalArgumentException("a webhook's secret must be whsec_ and base64 of its key", e);
        }
    }

    /** One entry of {@code svix-signature}: {@code v1,} and the signature of id, seconds and body. */
    String sign(String id, Instant at, String body) {
        try {
            return signer.sign(id, at.getEpochSecond(), body);
        } catch (WebhookSigningException e) {
            throw new IllegalStateException("Every Java platform has HMAC with SHA-256", e);
        }
    }

    @JsonValue
    @Override
    public String toString() {
        return "whsec_…";
    }
}
