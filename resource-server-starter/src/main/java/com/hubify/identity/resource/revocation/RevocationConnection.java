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
 * Opens the feed, each time over a new line: behind a balancer it may lead to another node than the one that hangs or has no
 * room. A token that the issuer no longer takes is replaced once; after that it is not the token's fault.
 */
final class RevocationConnection {

    private static final Logger log = LoggerFactory.getLogger(RevocationConnection.class);

    // The kernel of a node that hangs goes on taking connections for it, and a balancer that doesn't look after its
    // nodes goes on leading us there. Only the missing answer tells, and the next line may lead there again: of two
    // nodes, all six do in one case of 64. Not more, since a server that is slow gets as many times the requests.
    private static final int LINES = 6;

    /**
     * An answer that goes on.
     *
     * @param requestedAt when the request was sent, or a little earlier
     */
    record Opened(RevocationStream stream, long requestedAt) implements AutoCloseable {

        @Override
        public void close() {
            stream.close();
        }
    }

    public record Answer(HttpResponse<Flow.Publisher<List<ByteBuffer>>> response, long requestedAt) {}

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
    Opened open(RevocationPosition position) throws IOException, InterruptedException {
        try {
            Answer answer = send(position);
            if (answer.response.statusCode() == 401) {
                leave(answer.response);
                token.forget();
                answer = send(position);
            }
            if (answer.response.statusCode() == 200 && isEventStream(answer.response)) {
                RevocationStream stream = new RevocationStream();
                answer.response.body().subscribe(stream);
                return new Opened(stream, answer.requestedAt);
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

    /** What answers first: the request goes out over one more line whenever there was no answer for a while. */
    private Answer first(HttpRequest request) throws IOException, InterruptedException {
        CompletableFuture<Answer> first = new CompletableFuture<>();
        List<Future<?>> lines = new ArrayList<>();
        try {
            while (lines.size() < LINES && !first.isDone()) {
                lines.add(send(request, first));
                awaitDone(first, timeout.dividedBy(LINES));
            }
            // Whatever answers from here on comes too late.
            first.completeExceptionally(new IOException("No answer within " + timeout.toMillis() + " ms"));
            return first.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException cause ? cause : new IOException(e.getCause());
        } finally {
            lines.forEach(line -> line.cancel(true));
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
            log.debug("No answer from the feed of revocations for {} ms", patience.toMillis());
        }
    }

    // Its body isn't read: a line on which an answer has come to its end is kept for the next request.
    private static void leave(HttpResponse<Flow.Publisher<List<ByteBuffer>>> response) {
        RevocationStream stream = new RevocationStream();
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
