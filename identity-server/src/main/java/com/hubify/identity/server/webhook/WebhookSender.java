package com.hubify.identity.server.webhook;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * Posts an event to a receiver, which may be slow, hostile or gone. It gets ten seconds; redirects are not followed, since
 * they would lead anywhere in this network; and its answer is read no further than the header.
 */
final class WebhookSender {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final int GONE = 410;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int UNAVAILABLE = 503;

    private final HttpClient http;
    private final Duration patience;

    WebhookSender() {
        this(PATIENCE);
    }

    WebhookSender(Duration patience) {
        this.patience = patience;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(patience)
                .build();
    }

    /**
     * An event that was not taken.
     *
     * @param reason in words for the log
     * @param isGone whether the receiver is there no more (410), so that there is no use in sending it again
     * @param asked how long the receiver asks to be left alone; zero if it does not
     */
    record Failure(String reason, boolean isGone, Duration asked) {}

    /** Sends the event. Empty if it was taken. */
    Optional<Failure> send(WebhookDestination destination, QueuedWebhook event, Instant now)
            throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(destination.url())
                .timeout(patience)
                .header("Content-Type", "application/json")
                .header("User-Agent", "Hubify-Webhooks")
                .header("webhook-id", event.id())
                .header("webhook-timestamp", Long.toString(now.getEpochSecond()))
                .header("webhook-signature", WebhookSecret.sign(destination.secrets(), event.id(), now, event.body()))
                .POST(BodyPublishers.ofString(event.body()))
                .build();
        try {
            HttpResponse<InputStream> answer = http.send(request, BodyHandlers.ofInputStream());
            // Attack: an answer without end. Closing it ends the connection.
            answer.body().close();
            int status = answer.statusCode();
            return status / 100 == 2
                    ? Optional.empty()
                    : Optional.of(new Failure("status " + status, status == GONE, wait(answer, now)));
        } catch (IOException e) {
            // Without its message, which may have the URL.
            return Optional.of(new Failure(e.getClass().getSimpleName(), false, Duration.ZERO));
        }
    }

    /** Seconds or a date (RFC 9110, section 10.2.3); zero for everything else. */
    private static Duration wait(HttpResponse<?> answer, Instant now) {
        String asked = answer.statusCode() == TOO_MANY_REQUESTS || answer.statusCode() == UNAVAILABLE
                ? answer.headers().firstValue("Retry-After").orElse("")
                : "";
        if (asked.matches("[0-9]{1,9}")) {
            return Duration.ofSeconds(Long.parseLong(asked));
        }
        try {
            return Duration.between(now, DateTimeFormatter.RFC_1123_DATE_TIME.parse(asked, Instant::from));
        } catch (DateTimeException e) {
            return Duration.ZERO;
        }
    }
}
