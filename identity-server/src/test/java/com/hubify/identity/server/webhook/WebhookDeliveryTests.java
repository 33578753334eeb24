package com.hubify.identity.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.testing.TestClock;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
class WebhookDeliveryTests {

    private static final Instant NOW = TestClock.START;
    private static final WebhookSecret SECRET =
            WebhookSecret.parse("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").orElseThrow();

    private final TestClock clock = TestClock.standing();
    private final InMemoryWebhookQueue queue = new InMemoryWebhookQueue();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final WebhookFigures figures = new WebhookFigures(meters);
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch over = new CountDownLatch(1);

    private HttpServer receiver;
    private WebhookDestination destination;
    private Webhooks webhooks;

    private record Received(String path, String id, String timestamp, String signature, String body) {}

    @BeforeEach
    void listen() throws IOException {
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.setExecutor(threads);
        receiver.start();
        URI url = URI.create("http://127.0.0.1:" + receiver.getAddress().getPort() + "/hook");
        destination = new WebhookDestination("chat", url, List.of(SECRET), Set.of());
        webhooks = new Webhooks(List.of(destination), queue, figures, clock);
    }

    @AfterEach
    void stop() {
        over.countDown();
        receiver.stop(0);
        threads.shutdownNow();
    }

    @Test
    void deliversWhatHappenedWithASignatureOverIt() throws Exception {
        answer("/hook", exchange -> exchange.sendResponseHeaders(204, -1));
        webhooks.send(event("msg_1"));

        delivery().sendAll();

        assertThat(received).hasSize(1);
        Received it = received.get(0);
        assertThat(it.body())
                .isEqualTo("{\"type\":\"api_key.leaked\",\"timestamp\":\"2026-04-14T10:00:00Z\","
                        + "\"data\":{\"id\":\"abcd1234\"}}");
        assertThat(it.id()).isEqualTo("msg_1");
        assertThat(it.timestamp()).isEqualTo(Long.toString(NOW.getEpochSecond()));
        assertThat(it.signature()).isEqualTo(WebhookSecret.sign(List.of(SECRET), "msg_1", NOW, it.body()));
        assertThat(queue.all()).isEmpty();
        assertThat(count("delivered")).isEqualTo(1);
        assertThat(figures.failing()).isEmpty();
    }

    /** The receiver is away for a while: it gets the same event under the same id, with the time of each attempt. */
    @Test
    void sendsAgainUnderTheSameIdUntilItIsTaken() throws Exception {
        answer("/hook", exchange -> exchange.sendResponseHeaders(received.size() < 3 ? 500 : 200, -1));
        webhooks.send(event("msg_1"));
        WebhookDelivery delivery = delivery();

        delivery.sendAll();
        assertThat(figures.failing()).containsExactly("chat");
        clock.wind(Duration.ofSeconds(6));
        delivery.sendAll();
        clock.wind(Duration.ofSeconds(6));
        delivery.sendAll();
        assertThat(received).hasSize(2);
        clock.wind(Duration.ofMinutes(6));
        delivery.sendAll();

        assertThat(received).hasSize(3).extracting(Received::id).containsOnly("msg_1");
        assertThat(received)
                .extracting(Received::body)
                .containsOnly(received.get(0).body());
        assertThat(received).extracting(Received::timestamp).doesNotHaveDuplicates();
        assertThat(queue.all()).isEmpty();
        assertThat(figures.failing()).isEmpty();
    }

    @Test
    void givesUpAfterADayAndAQuarter() throws Exception {
        answer("/hook", exchange -> exchange.sendResponseHeaders(500, -1));
        webhooks.send(event("msg_1"));
        WebhookDelivery delivery = delivery();

        for (int i = 0; i < 100 && !queue.all().isEmpty(); i++) {
            delivery.sendAll();
            clock.wind(Duration.ofHours(1));
        }

        assertThat(received).hasSize(8);
        assertThat(queue.all()).isEmpty();
        assertThat(count("given_up")).isEqualTo(1);
        assertThat(Duration.between(NOW, clock.instant())).isLessThan(Duration.ofHours(40));
    }

    /** The receiver says that it is gone for good: it is not asked for 32 hours. */
    @Test
    void givesUpAtOnceWhatIsGone() throws Exception {
        answer("/hook", exchange -> exchange.sendResponseHeaders(received.size() == 1 ? 410 : 200, -1));
        webhooks.send(event("msg_1"));

        delivery().sendAll();
        webhooks.send(event("msg_2"));
        delivery().sendAll();

        assertThat(received).extracting(Received::id).containsExactly("msg_1", "msg_2");
        assertThat(queue.all()).isEmpty();
        assertThat(count("given_up")).isEqualTo(1);
    }

    /** Attack: a receiver that has events kept for years, or itself called without end. It is waited for as the schedule allows. */
    @ParameterizedTest
    @CsvSource({
        "429, 120, 120, 120",
        "503, 120, 120, 120",
        "429, 0, 5, 6",
        "503, 1, 5, 6",
        "429, -1, 5, 6",
        "503, 'Tue, 14 Apr 2026 10:02:00 GMT', 120, 120",
        "503, 'Tue, 14 Apr 2026 09:00:00 GMT', 5, 6",
        "503, soon, 5, 6",
        "429, 999999, 50400, 50400",
        "503, 99999999999999999999, 5, 6",
        "500, 120, 5, 6",
    })
    void waitsAsLongAsAReceiverAsks(int status, String asked, int least, int most) throws Exception {
        answer("/hook", exchange -> {
            exchange.getResponseHeaders().add("Retry-After", asked);
            exchange.sendResponseHeaders(status, -1);
        });
        webhooks.send(event("msg_1"));

        delivery().sendAll();

        assertThat(queue.all().values())
                .singleElement()
                .satisfies(
                        waiting -> assertThat(waiting.due()).isBetween(NOW.plusSeconds(least), NOW.plusSeconds(most)));
    }

    /** Attack: a receiver sends this server on to an address inside of its network. */
    @Test
    void followsNoRedirect() throws Exception {
        answer("/hook", exchange -> {
            exchange.getResponseHeaders().add("Location", "/inside");
            exchange.sendResponseHeaders(307, -1);
        });
        answer("/inside", exchange -> exchange.sendResponseHeaders(200, -1));
        webhooks.send(event("msg_1"));

        delivery().sendAll();

        assertThat(received).extracting(Received::path).containsExactly("/hook");
        assertThat(queue.all()).hasSize(1);
    }

    /** Attack: a receiver that never answers keeps the thread. */
    @Test
    void givesAReceiverThatHangsItsTimeAndNoMore() throws Exception {
        answer("/hook", exchange -> awaitEnd());
        webhooks.send(event("msg_1"));

        delivery(Duration.ofMillis(200)).sendAll();

        assertThat(queue.all().values())
                .singleElement()
                .satisfies(waiting -> assertThat(waiting.event().attempts()).isEqualTo(1));
    }

    /** Attack: an answer without end fills the memory, or one that trickles keeps the thread. */
    @Test
    void readsNoAnswerBeyondItsStatus() throws Exception {
        answer("/hook", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            OutputStream body = exchange.getResponseBody();
            body.write(new byte[100_000]);
            body.flush();
            awaitEnd();
        });
        webhooks.send(event("msg_1"));

        delivery(Duration.ofSeconds(20)).sendAll();

        assertThat(queue.all()).isEmpty();
    }

    /** A node is killed between claim and delivery: after a minute another one delivers. */
    @Test
    void deliversWhatAKilledNodeHadTaken() throws Exception {
        answer("/hook", exchange -> exchange.sendResponseHeaders(200, -1));
        webhooks.send(event("msg_1"));
        queue.take("chat", NOW, NOW.plusSeconds(60));

        delivery().sendAll();
        assertThat(received).isEmpty();
        clock.wind(Duration.ofMinutes(1));
        delivery().sendAll();

        assertThat(received).extracting(Received::id).containsExactly("msg_1");
    }

    @Test
    void survivesAReceiverThatIsNotThere() throws Exception {
        receiver.stop(0);
        webhooks.send(event("msg_1"));

        delivery().sendAll();

        assertThat(queue.all()).hasSize(1);
        assertThat(count("failed")).isEqualTo(1);
    }

    private WebhookDelivery delivery() {
        return delivery(Duration.ofSeconds(10));
    }

    private WebhookDelivery delivery(Duration patience) {
        return new WebhookDelivery(destination, queue, new WebhookSender(patience), figures, clock, new Random(1));
    }

    private double count(String outcome) {
        return meters.counter("hubify.webhook.events", "destination", "chat", "outcome", outcome)
                .count();
    }

    private static WebhookEvent event(String id) {
        return new WebhookEvent(id, WebhookEventType.API_KEY_LEAKED, NOW, Map.of("id", "abcd1234"));
    }

    private interface Handler {
        void handle(HttpExchange exchange) throws IOException;
    }

    private void answer(String path, Handler handler) {
        receiver.createContext(path, exchange -> {
            try (exchange) {
                received.add(new Received(
                        exchange.getRequestURI().getPath(),
                        exchange.getRequestHeaders().getFirst("webhook-id"),
                        exchange.getRequestHeaders().getFirst("webhook-timestamp"),
                        exchange.getRequestHeaders().getFirst("webhook-signature"),
                        new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
                handler.handle(exchange);
            }
        });
    }

    private void awaitEnd() {
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
