package com.hubify.identity.server.apikey.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hubify.identity.server.apikey.ApiKey;
import com.hubify.identity.server.apikey.ApiKeyId;
import com.hubify.identity.server.apikey.ApiKeyRevoked;
import com.hubify.identity.server.apikey.InMemoryApiKeys;
import com.hubify.identity.server.apikey.TestApiKeys;
import com.hubify.identity.server.apikey.expiry.ApiKeyExpiring;
import com.hubify.identity.server.apikey.issuance.ApiKeyCreated;
import com.hubify.identity.server.apikey.issuance.ApiKeyRotated;
import com.hubify.identity.server.apikey.leak.ApiKeyLeaked;
import com.hubify.identity.server.apikey.leak.LeakResponse;
import com.hubify.identity.server.webhook.SentWebhooks;
import com.hubify.testing.TestClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ApiKeyWebhooksTests {

    private static final Instant NOW = TestClock.START;
    private static final ApiKey KEY =
            TestApiKeys.usable().expiresAt(NOW.plus(Duration.ofDays(14))).key();

    private final InMemoryApiKeys keys = new InMemoryApiKeys(TestClock.standing());
    private final SentWebhooks sent = new SentWebhooks();
    private final ApiKeyWebhooks listener = new ApiKeyWebhooks(sent.webhooks(), keys);

    @BeforeEach
    void addKey() {
        keys.add(KEY);
    }

    @Test
    void tellsOfAKeyAndNeverItsSecret() {
        listener.on(new ApiKeyCreated(KEY.id(), KEY.owner(), KEY.scopes(), NOW));
        listener.on(new ApiKeyRevoked(KEY.id(), KEY.owner(), ApiKeyRevoked.Cause.LEAKED, NOW));
        listener.on(new ApiKeyLeaked(KEY.id(), KEY.owner(), LeakResponse.REVOKE, "commit", null, NOW));

        assertThat(sent.bodies())
                .hasSize(3)
                .allSatisfy(body -> assertThat(body)
                        .contains(
                                "\"id\":\"abcd1234\"",
                                "\"name\":\"my-integration\"",
                                "\"owner\":\"user_2abc\"",
                                "\"scopes\":[\"labs:read\",\"experiments:*\"]",
                                "\"expires_at\":\"2026-04-28T10:00:00Z\"")
                        .doesNotContain(KEY.secret().value(), TestApiKeys.SECRET))
                .anySatisfy(body -> assertThat(body).contains("\"api_key.revoked\"", "\"cause\":\"leaked\""))
                .anySatisfy(body -> assertThat(body)
                        .contains(
                                "\"api_key.leaked\"",
                                "\"response\":\"revoke\"",
                                "\"source\":\"commit\"",
                                "\"url\":null"));
    }

    /** A key without overlap has ended, and is not found, when its rotation is told. */
    @Test
    void tellsOfARotatedKeyThatHasEnded() {
        ApiKeyId successor = new ApiKeyId("00000002");
        ApiKey ended = TestApiKeys.usable()
                .id(1)
                .expiresAt(NOW)
                .key()
                .succeededBy(successor, NOW, NOW.plus(Duration.ofDays(1)));

        listener.on(new ApiKeyRotated(ended, successor, NOW));

        assertThat(sent.bodies())
                .singleElement()
                .asString()
                .contains(
                        "\"api_key.rotated\"",
                        "\"id\":\"00000001\"",
                        "\"name\":\"my-integration\"",
                        "\"owner\":\"user_2abc\"",
                        "\"scopes\":[\"labs:read\",\"experiments:*\"]",
                        "\"expires_at\":\"2026-04-14T10:00:00Z\"",
                        "\"successor\":\"00000002\"")
                .doesNotContain(ended.secret().value());
    }

    /** Two nodes that give the same notice, after a crash, send one event. */
    @Test
    void givesANoticeOneId() {
        ApiKeyExpiring expiring = new ApiKeyExpiring(KEY.id(), KEY.owner(), 14, NOW.plus(Duration.ofDays(14)), NOW);

        listener.on(expiring);
        listener.on(expiring);

        assertThat(sent.bodies()).singleElement().asString().contains("\"api_key.expiring\"", "\"days\":14");
    }

    /**
     * Fault: the queue of one webhook is full for hours. The notice stays due until it is in, and another webhook does not get
     * it with each attempt.
     */
    @Test
    void failsWhileAQueueIsFull() {
        ApiKeyWebhooks two = new ApiKeyWebhooks(sent.webhooks("chat", "pager"), keys);
        ApiKeyExpiring expiring = new ApiKeyExpiring(KEY.id(), KEY.owner(), 14, NOW.plus(Duration.ofDays(14)), NOW);
        sent.fill("pager");

        assertThatThrownBy(() -> two.on(expiring)).hasMessageContaining("wait for a webhook");
        assertThat(sent.bodies()).hasSize(1);
        sent.deliver();
        assertThatThrownBy(() -> two.on(expiring)).hasMessageContaining("wait for a webhook");
        assertThat(sent.bodies()).isEmpty();
        assertThatCode(() -> two.on(new ApiKeyCreated(KEY.id(), KEY.owner(), KEY.scopes(), NOW)))
                .doesNotThrowAnyException();
        sent.deliver();

        sent.fill("");
        two.on(expiring);
        assertThat(sent.bodies()).hasSize(1);
    }

    @Test
    void failsOnlyWhereItIsTriedAgain() {
        sent.goAway();

        assertThatCode(() -> listener.on(new ApiKeyCreated(KEY.id(), KEY.owner(), KEY.scopes(), NOW)))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> listener.on(new ApiKeyExpiring(KEY.id(), KEY.owner(), 14, NOW, NOW)))
                .hasMessage("away");
    }
}
