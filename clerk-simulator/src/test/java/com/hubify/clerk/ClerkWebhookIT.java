package com.hubify.clerk;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.clerk.event.InstanceEvent;
import com.hubify.clerk.webhook.Receiver;
import com.hubify.testing.TestClock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.MediaType;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.client.RestTestClient;

/** Lets {@code verifyWebhook} of {@code @clerk/backend} judge the simulator's webhooks. */
@SimulatorTest
class ClerkWebhookIT {

    private static final String SECRET = "whsec_b2xkLXNlY3JldC1vZi10aGUtZW5kcG9pbnQ=";
    private static final String NEXT_SECRET = "whsec_bmV3LXNlY3JldC1vZi10aGUtZW5kcG9pbnQ=";
    private static final String MEMBER = "user_2hUbIfYmEmBeRsAmPlEuSeR0002";
    private static final Receiver RECEIVER = new Receiver();

    @LocalServerPort
    private int port;

    @Autowired
    private ApplicationEventPublisher events;

    @Autowired
    private TestClock clock;

    @DynamicPropertySource
    static void endpoint(DynamicPropertyRegistry settings) {
        settings.add("clerk.simulator.webhooks.endpoints[0].url", RECEIVER::url);
        settings.add("clerk.simulator.webhooks.endpoints[0].secret", () -> SECRET);
    }

    @AfterAll
    static void close() {
        RECEIVER.close();
    }

    @AfterEach
    void undo() {
        clock.reset();
        turn("{}");
    }

    @Test
    void sdkAcceptsWebhook() {
        Map<String, Object> verdict = judge(delivery(), SECRET);

        assertThat(verdict).containsEntry("accepted", true);
        assertThat(verdict.get("event"))
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("type", "user.updated")
                .containsEntry("data", Map.of("id", "user_1", "last_name", "Bergström"));
    }

    @Test
    void sdkAcceptsEitherSecretDuringARotation() {
        turn("{\"secret\":\"" + NEXT_SECRET + "\",\"unknown_signature\":true}");

        Receiver.Delivery delivery = delivery();

        assertThat(judge(delivery, SECRET)).containsEntry("accepted", true);
        assertThat(judge(delivery, NEXT_SECRET)).containsEntry("accepted", true);
    }

    @Test
    void sdkRefusesSecretOfAnotherEndpoint() {
        assertRefused(judge(delivery(), NEXT_SECRET), "No matching signature found");
    }

    @Test
    void sdkRefusesAChangedBody() {
        Receiver.Delivery delivery = delivery();

        Map<String, Object> verdict =
                judge(new Receiver.Delivery(delivery.headers(), delivery.body().replace("user_1", "user_2")), SECRET);

        assertRefused(verdict, "No matching signature found");
    }

    @Test
    void sdkRefusesAStaleTimestamp() {
        clock.wind(Duration.ofMinutes(-6));

        assertRefused(judge(delivery(), SECRET), "Message timestamp too old");
    }

    @Test
    void sdkRefusesATimestampOfTheFuture() {
        clock.wind(Duration.ofMinutes(6));

        assertRefused(judge(delivery(), SECRET), "Message timestamp too new");
    }

    /** A ban has no event of its own: it is a change of the person, and every session ends. */
    @Test
    void sdkAcceptsWhatABanSends() {
        Map<String, Object> session = post("/v1/sessions", "{\"user_id\":\"" + MEMBER + "\"}");
        assertThat(RECEIVER.next().body()).contains("\"session.created\"");

        post("/v1/users/" + MEMBER + "/ban", "");

        List<Receiver.Delivery> deliveries = List.of(RECEIVER.next(), RECEIVER.next());
        post("/v1/users/" + MEMBER + "/unban", "");
        RECEIVER.next();
        assertThat(deliveries)
                .allSatisfy(delivery -> assertThat(judge(delivery, SECRET)).containsEntry("accepted", true))
                .extracting(Receiver.Delivery::body)
                .anySatisfy(body -> assertThat(body).contains("\"user.updated\"", "\"banned\":true"))
                .anySatisfy(body -> assertThat(body)
                        .contains("\"session.revoked\"", String.valueOf(session.get("id")), "\"revoked\""));
    }

    private static void assertRefused(Map<String, Object> verdict, String reason) {
        assertThat(verdict).containsEntry("accepted", false);
        assertThat(verdict.get("reason")).asString().endsWith(reason);
    }

    private Receiver.Delivery delivery() {
        events.publishEvent(new InstanceEvent("user.updated", Map.of("id", "user_1", "last_name", "Bergström")));
        return RECEIVER.next();
    }

    private static Map<String, Object> judge(Receiver.Delivery delivery, String secret) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (String name : new String[] {"svix-id", "svix-timestamp", "svix-signature", "content-type"}) {
            headers.put(name, delivery.header(name));
        }
        return ClerkSdk.judge(
                Map.of("way", "webhook", "headers", headers, "body", delivery.body(), "signingSecret", secret));
    }

    private Map<String, Object> post(String path, String json) {
        return CodeFlow.json(RestTestClient.bindToServer()
                .build()
                .post()
                .uri("http://127.0.0.1:" + port + path)
                .headers(headers -> headers.setBearerAuth("sk_test_hubify_simulator"))
                .contentType(MediaType.APPLICATION_JSON)
                .body(json)
                .exchange());
    }

    private void turn(String switches) {
        RestTestClient.bindToServer()
                .build()
                .put()
                .uri("http://127.0.0.1:" + port + "/simulator/webhooks")
                .contentType(MediaType.APPLICATION_JSON)
                .body(switches)
                .exchange()
                .expectStatus()
                .isOk();
    }
}
