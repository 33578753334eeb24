package com.hubify.identity.resource.revocation;

import com.github.benmanes.caffeine.cache.Ticker;
import com.hubify.identity.resource.issuer.IssuerConnection;
import com.hubify.identity.resource.issuer.IssuerMetadata;
import com.hubify.identity.resource.issuer.IssuerStanding;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

/**
 * Opens the feed, each time over a new connection: behind a load balancer it may lead to another node than the one that hangs or
 * is full. An access token that is rejected is replaced once.
 */
final class RevocationConnection {

    private static final Logger log = LoggerFactory.getLogger(RevocationConnection.class);

    // The kernel of a hanging node goes on accepting connections, and a load balancer without health checks goes on
    // choosing it. Only the missing answer tells, and the next connection may lead there again: of two nodes, all six
    // do in one case of 64. Not more, since a server that is merely slow gets as many times the requests.
    private static final int ATTEMPTS = 6;

    private record Answer(HttpResponse<Flow.Publisher<List<ByteBuffer>>> response, long requestedAt) {}

    private final IssuerMetadata metadata;
    private final RevocationToken token;
    private final HttpClient http;
    private final Duration timeout;
    private final Ticker ticker;

    RevocationConnection(IssuerMetadata metadata, RevocationToken token, Duration timeout, Ticker ticker) {
        this.metadata = metadata;
        this.token = token;
        this.http = IssuerConnection.client(timeout);
        this.timeout = timeout;
        this.ticker = ticker;
    }

    /** Asks for what came after a position. What is opened must be closed. */
    RevocationStream open(RevocationPosition position) throws IOException, InterruptedException {
        try {
            Answer answer = send(position);
            if (answer.response.statusCode() == 401) {
                leave(answer.response);
                token.forget();
                answer = send(position);
            }
            if (answer.response.statusCode() == 200 && isEventStream(answer.response)) {
                RevocationStream stream = new RevocationStream(answer.requestedAt);
                answer.response.body().subscribe(stream);
                return stream;
            }
            leave(answer.response);
            throw refusal(answer.response);
        } catch (IOException e) {
            metadata.failed();
            throw e;
        }
    }

    private Answer send(RevocationPosition position) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(metadata.revocationsUri())
                .header(HttpHeaders.ACCEPT, MediaType.TEXT_EVENT_STREAM_VALUE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header(HttpHeaders.AUTHORIZATION, "Bearer " + token.value());
        position.id().ifPresent(id -> request.header("Last-Event-ID", id));
        return first(request.build());
    }

    /** The first answer: the request is sent over one more connection whenever there was none for a while. */
    private Answer first(HttpRequest request) throws IOException, InterruptedException {
        CompletableFuture<Answer> first = new CompletableFuture<>();
        List<Future<?>> attempts = new ArrayList<>();
        try {
            while (attempts.size() < ATTEMPTS && !first.isDone()) {
                attempts.add(send(request, first));
                awaitDone(first, timeout.dividedBy(ATTEMPTS));
            }
            // Any later answer comes too late.
            first.completeExceptionally(new IOException("No answer within " + timeout.toMillis() + " ms"));
            return first.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException cause ? cause : new IOException(e.getCause());
        } finally {
            attempts.forEach(attempt -> attempt.cancel(true));
        }
    }

    private Future<?> send(HttpRequest request, CompletableFuture<Answer> first) {
        long requestedAt = ticker.read();
        CompletableFuture<HttpResponse<Flow.Publisher<List<ByteBuffer>>>> line =
                http.sendAsync(request, BodyHandlers.ofPublisher());
        line.whenComplete((response, failure) -> {
            if (response == null) {
                first.completeExceptionally(failure);
            } else if (!first.complete(new Answer(response, requestedAt))) {
                leave(response);
            }
        });
        return line;
    }

    // Not the request's own timeout: on newer JDKs that also ends a body that goes on.
    private static void awaitDone(Future<?> answer, Duration patience) throws InterruptedException, ExecutionException {
        try {
            answer.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            log.debug("No answer from the revocation feed for {} ms", patience.toMillis());
        }
    }

    // Not read to its end: the connection would be kept for the next request.
    private static void leave(HttpResponse<Flow.Publisher<List<ByteBuffer>>> response) {
        RevocationStream stream = new RevocationStream(0);
        stream.close();
        response.body().subscribe(stream);
    }

    private static boolean isEventStream(HttpResponse<?> answer) {
        String type = answer.headers().firstValue(HttpHeaders.CONTENT_TYPE).orElse("");
        return type.regionMatches(
                true, 0, MediaType.TEXT_EVENT_STREAM_VALUE, 0, MediaType.TEXT_EVENT_STREAM_VALUE.length());
    }

    private static IOException refusal(HttpResponse<?> answer) {
        IssuerStanding standing = switch (answer.statusCode()) {
            case 401 -> IssuerStanding.REJECTED;
            case 403 -> IssuerStanding.MAY_NOT_READ_REVOCATIONS;
            default -> IssuerStanding.UNREACHABLE;
        };
        return new RevocationFeedLost(
                standing,
                "The feed answered " + answer.statusCode(),
                answer.headers().firstValue(HttpHeaders.RETRY_AFTER).orElse(null));
    }
}
