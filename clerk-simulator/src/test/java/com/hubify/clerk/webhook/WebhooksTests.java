package com.hubify.clerk.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.clerk.credential.Secret;
import com.hubify.clerk.event.InstanceEvent;
import com.hubify.clerk.instance.InstanceProperties;
import com.hubify.clerk.instance.TestInstances;
import com.hubify.testing.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.scheduling.concurrent.SimpleAsyncTaskScheduler;
import tools.jackson.databind.json.JsonMapper;

/** Delivery to a real receiver, with Svix's schedule run through in milliseconds. */
class WebhooksTests {

    private static final String INSTANCE_ID = "ins_0123456789abcdefghijklmnopq";
    private static final SvixSecret OLD = SvixSecret.of("whsec_b2xkLXNlY3JldC1vZi10aGUtZW5kcG9pbnQ=");
    private static final SvixSecret NEW = SvixSecret.of("whsec_bmV3LXNlY3JldC1vZi10aGUtZW5kcG9pbnQ=");
    private static final double SPEED = 1_000_000;

    private final TestClock clock = TestClock.standing();
    private final Receiver receiver = new Receiver();
    private final SimpleAsyncTaskScheduler scheduler = new WebhookConfiguration().webhookScheduler();
    private Messages messages;
    private Webhooks webhooks;

    @BeforeEach
    void set() {
        InstanceProperties instance =
                new InstanceProperties(null, INSTANCE_ID, Secret.of("sk_test_x"), null, TestInstances.switches());
        messages = new Messages(clock, TestInstances.ids(), new Envelope(instance));
        Endpoint endpoint = new Endpoint(receiver.url(), OLD);
        webhooks = new Webhooks(new WebhookProperties(List.of(endpoint), SPEED), messages, clock, scheduler);
    }

    @AfterEach
    void close() {
        scheduler.close();
        receiver.close();
    }

    @Test
    void sendsClerksEnvelope() {
        Map<String, @Nullable Object> data = new HashMap<>();
        data.put("id", "user_1");
        data.put("last_name", "Bergström");
        data.put("username", null);

        webhooks.hear(new InstanceEvent("user.updated", data));

        Receiver.Delivery delivery = receiver.next();
        assertThat(JsonMapper.shared().readValue(delivery.body(), Map.class))
                .containsOnly(
                        Map.entry("data", data),
                        Map.entry(
                                "event_attributes", Map.of("http_request", Map.of("client_ip", "", "user_agent", ""))),
                        Map.entry("instance_id", INSTANCE_ID),
                        Map.entry("object", "event"),
                        Map.entry("timestamp", TestClock.START.toEpochMilli()),
                        Map.entry("type", "user.updated"));
        assertThat(delivery.header("content-type")).isEqualTo("application/json");
        assertThat(delivery.header("user-agent")).startsWith("Svix-Webhooks/");
        assertThat(delivery.header("svix-id")).matches("msg_[A-Za-z0-9]{27}");
        assertThat(delivery.signatures()).containsExactly(signature(OLD, delivery));
        becomes(Message.State.DELIVERED);
    }

    /** The receiver refuses a timestamp of more than five minutes ago: the one of the first attempt would never pass later. */
    @Test
    void signsEveryAttemptAnewUnderOneId() {
        receiver.answers(exchange -> {
            clock.wind(Duration.ofHours(1));
            return 500;
        });

        hear("user.deleted");

        Receiver.Delivery first = receiver.next();
        Receiver.Delivery second = receiver.next();
        assertThat(second.header("svix-id")).isEqualTo(first.header("svix-id"));
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(Long.parseLong(second.header("svix-timestamp")) - Long.parseLong(first.header("svix-timestamp")))
                .isEqualTo(3600);
        assertThat(second.signatures()).containsExactly(signature(OLD, second));
    }

    @Test
    void givesUpAfterEightAttempts() {
        receiver.answers(exchange -> 503);

        hear("user.deleted");

        becomes(Message.State.FAILED);
        assertThat(only().attempts())
                .hasSize(8)
                .allMatch(attempt -> Integer.valueOf(503).equals(attempt.status()));
        assertThat(receiver.unread()).isEqualTo(8);
        assertThat(webhooks.report(1).waiting()).isZero();
    }

    /** A log-in filter that redirects must not look like success, and where it leads nothing may be sent. */
    @Test
    void takesRedirectForAFailure() {
        receiver.answers(exchange -> {
            exchange.getResponseHeaders().set("Location", "/elsewhere");
            return receiver.unread() > 1 ? 200 : 302;
        });

        hear("user.deleted");

        becomes(Message.State.DELIVERED);
        assertThat(only().attempts()).extracting(Attempt::status).containsExactly(302, 200);
    }

    @Test
    void stopsWhereTheReceiverAsksForIt() {
        receiver.answers(exchange -> {
            exchange.getResponseHeaders().set("webhook-delivery", "abort-message");
            return 400;
        });

        hear("user.deleted");

        becomes(Message.State.ABORTED);
        assertThat(only().attempts()).hasSize(1);
    }

    @Test
    void waitsNoLongerThanItsPatience() throws InterruptedException {
        receiver.answers(exchange -> 0);
        WebhookSender sender = new WebhookSender(clock, Duration.ofMillis(50));

        Attempt attempt = sender.send(message(), new Endpoint(receiver.url(), OLD), WebhookSwitches.NONE);

        assertThat(attempt.succeeded()).isFalse();
        assertThat(attempt.problem()).isEqualTo("HttpTimeoutException");
    }

    @Test
    void sendsDuplicatesUnderOneId() {
        webhooks.turn(new WebhookSwitches(2, 0, 0, 0, false, null, false, null));

        hear("user.updated");

        assertThat(List.of(receiver.next(), receiver.next(), receiver.next()))
                .extracting(delivery -> delivery.header("svix-id"))
                .containsOnly(only().id());
        becomes(Message.State.DELIVERED);
        assertThat(receiver.unread()).isZero();
    }

    @Test
    void sendsLastFirst() {
        webhooks.turn(new WebhookSwitches(0, 0, 500, 0, false, null, false, null));

        hear("user.created");
        hear("user.updated");
        hear("user.deleted");

        assertThat(List.of(receiver.next(), receiver.next(), receiver.next()))
                .extracting(delivery -> JsonMapper.shared()
                        .readTree(delivery.body())
                        .get("type")
                        .asString())
                .containsExactly("user.deleted", "user.updated", "user.created");
    }

    @Test
    void putsOffTheFirstAttempt() {
        webhooks.turn(new WebhookSwitches(0, 60_000, 0, 0, false, null, false, null));

        hear("user.updated");

        assertThat(only().state()).isEqualTo(Message.State.WAITING);
        assertThat(webhooks.report(1).waiting()).isOne();
    }

    @Test
    void losesOneEventAndReplaysIt() {
        webhooks.turn(new WebhookSwitches(0, 0, 0, 1, false, null, false, null));

        hear("user.deleted");
        assertThat(only().state()).isEqualTo(Message.State.LOST);
        hear("user.updated");
        assertThat(receiver.next().body()).contains("user.updated");

        String lost = messages.latest(2).get(1).id();
        webhooks.send(webhooks.message(lost));

        Receiver.Delivery replayed = receiver.next();
        assertThat(replayed.header("svix-id")).isEqualTo(lost);
        assertThat(replayed.body()).contains("user.deleted");
    }

    @Test
    void signsWithBothSecretsDuringARotation() {
        webhooks.turn(new WebhookSwitches(0, 0, 0, 0, true, NEW, false, null));
        hear("user.updated");
        Receiver.Delivery during = receiver.next();
        webhooks.turn(new WebhookSwitches(0, 0, 0, 0, false, NEW, true, null));

        assertThat(during.signatures()).hasSize(3).contains(signature(NEW, during), signature(OLD, during));
        assertThat(during.signatures().get(0)).startsWith("v1a,");

        hear("user.updated");
        Receiver.Delivery after = receiver.next();
        assertThat(after.signatures()).containsExactly(signature(NEW, after));
    }

    /** A receiver that is away for days while things change must not fill the memory. */
    @Test
    void dropsWhatIsTooMuch() {
        Deliveries deliveries = new Deliveries(
                new WebhookSender(clock, WebhookSender.PATIENCE), scheduler, () -> WebhookSwitches.NONE, SPEED);
        Endpoint endpoint = new Endpoint(receiver.url(), OLD);
        for (int i = 0; i < Deliveries.LIMIT; i++) {
            assertThat(deliveries.prepare(message(), endpoint)).isPresent();
        }
        Message tooMuch = message();

        assertThat(deliveries.prepare(tooMuch, endpoint)).isEmpty();

        assertThat(tooMuch.summary().state()).isEqualTo(Message.State.DROPPED);
        assertThat(deliveries.waiting()).isEqualTo(Deliveries.LIMIT);
    }

    @Test
    void keepsTheLatestMessagesOnly() {
        for (int i = 0; i <= Messages.KEPT; i++) {
            messages.add(new InstanceEvent("user.updated", Map.of("number", i)));
        }

        assertThat(messages.latest(Integer.MAX_VALUE)).hasSize(Messages.KEPT);
        assertThat(webhooks.message(messages.latest(1).get(0).id()).body()).contains(":" + Messages.KEPT + "}");
    }

    private void hear(String type) {
        webhooks.hear(new InstanceEvent(type, Map.of("id", "user_1")));
    }

    private Message message() {
        return new Message("msg_1", "user.updated", clock.instant(), "{}");
    }

    private Message.Summary only() {
        return messages.latest(1).get(0);
    }

    private void becomes(Message.State state) {
        Awaitility.await().atMost(30, TimeUnit.SECONDS).until(() -> only().state() == state);
    }

    private static String signature(SvixSecret secret, Receiver.Delivery delivery) {
        return secret.sign(
                delivery.header("svix-id"),
                Instant.ofEpochSecond(Long.parseLong(delivery.header("svix-timestamp"))),
                delivery.body());
    }
}
