package com.hubify.identity.server.webhook;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Posts an event to a receiver, which may be slow, hostile or gone. It gets ten seconds; redirects are not followed, since
 * they would lead anywhere in this network; and its answer is read no further than the status.
 */
final class WebhookSender {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

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

    /** Sends the event. Empty if it was taken; otherwise why not, in words for the log. */
    Optional<String> send(WebhookDestination destination, QueuedWebhook event, Instant now)
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
            return answer.statusCode() / 100 == 2 ? Optional.empty() : Optional.of("status " + answer.statusCode());
        } catch (IOException e) {
            // Without its message, which may have the URL.
            return Optional.of(e.getClass().getSimpleName());
        }
    }
}
