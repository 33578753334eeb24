package com.hubify.clerk.webhook;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Posts a message as Svix does. The receiver has 15 seconds; redirects are not followed. */
final class WebhookSender {

    static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Clock clock;
    private final Duration patience;
    private final HttpClient http;

    WebhookSender(Clock clock, Duration patience) {
        this.clock = clock;
        this.patience = patience;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(patience)
                .build();
    }

    /** Signs anew and sends: every attempt has its own timestamp, and with the switches of this moment. */
    Attempt send(Message message, Endpoint endpoint, WebhookSwitches switches) throws InterruptedException {
        Instant now = clock.instant();
        long began = System.nanoTime();
        HttpRequest request = HttpRequest.newBuilder(endpoint.url())
                .timeout(patience)
                .header("Content-Type", "application/json")
                .header("User-Agent", "Svix-Webhooks/1 (clerk-simulator)")
                .header("svix-id", message.id())
                .header("svix-timestamp", Long.toString(now.getEpochSecond()))
                .header("svix-signature", Signatures.of(message, now, endpoint, switches))
                .POST(BodyPublishers.ofString(message.body()))
                .build();
        try {
            HttpResponse<InputStream> answer = http.send(request, BodyHandlers.ofInputStream());
            answer.body().close();
            boolean aborted = answer.headers()
                    .firstValue("webhook-delivery")
                    .filter("abort-message"::equals)
                    .isPresent();
            return attempt(now, endpoint.url(), answer.statusCode(), null, aborted, began);
        } catch (IOException e) {
            return attempt(now, endpoint.url(), null, e.getClass().getSimpleName(), false, began);
        }
    }

    private static Attempt attempt(
            Instant at, URI url, @Nullable Integer status, @Nullable String problem, boolean aborted, long began) {
        long tookMs = Duration.ofNanos(System.nanoTime() - began).toMillis();
        return new Attempt(at, url, status, problem, aborted, tookMs);
    }
}
