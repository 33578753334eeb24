package com.hubify.identity.server.revocation.feed;

import com.github.benmanes.caffeine.cache.Ticker;
import com.hubify.identity.server.api.ApiError;
import com.hubify.identity.server.api.ApiRefusal;
import com.hubify.identity.server.revocation.LogPosition;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyEmitter;

/** The services connected to this node's feed. Each connection is a thread that mostly waits. */
final class FeedSubscribers implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(FeedSubscribers.class);

    private static final String RETRY_AFTER_SECONDS = "2";

    private final RevocationHistory history;
    private final Executor threads;
    private final FeedConnection.Limits limits;
    private final Ticker ticker;
    private final FeedPlaces places;
    private final LongAdder sent = new LongAdder();
    private volatile boolean running;

    FeedSubscribers(
            RevocationHistory history,
            Executor threads,
            int maxConnections,
            FeedConnection.Limits limits,
            Ticker ticker) {
        this.history = history;
        this.threads = threads;
        this.limits = limits;
        this.ticker = ticker;
        this.places = new FeedPlaces(maxConnections);
    }

    /** @throws ApiRefusal if the limit of connections, or of this client's, is reached, or the node is stopping */
    ResponseBodyEmitter open(String clientId, FeedPass pass, Optional<LogPosition> resumeAt) {
        if (!running || !places.take(clientId)) {
            throw refusal();
        }
        ResponseBodyEmitter response = new ResponseBodyEmitter(0L); // until the token expires
        AtomicBoolean gone = new AtomicBoolean();
        response.onError(failure -> gone.set(true));
        FeedConnection connection = new FeedConnection(
                history, pass, resumeAt, () -> running && !gone.get(), outlet(clientId, response), limits, ticker);
        try {
            threads.execute(connection);
        } catch (RejectedExecutionException e) {
            places.release(clientId);
            throw refusal();
        }
        return response;
    }

    int connected() {
        return places.taken();
    }

    /** Number of revocations sent, each counted once per service. */
    long sent() {
        return sent.sum();
    }

    @Override
    public void start() {
        running = true;
    }

    /** A graceful shutdown waits for requests, and these would never end by themselves. */
    @Override
    public void stop() {
        running = false;
        history.wake();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private FeedConnection.Outlet outlet(String clientId, ResponseBodyEmitter response) {
        return new FeedConnection.Outlet() {
            @Override
            public void send(byte[] text, int events) throws IOException {
                response.send(text, MediaType.APPLICATION_OCTET_STREAM);
                sent.add(events);
            }

            @Override
            public void close() {
                places.release(clientId);
                try {
                    response.complete();
                } catch (IllegalStateException e) {
                    LOG.debug("The response has been completed already: {}", e.toString());
                }
            }
        };
    }

    private static ApiRefusal refusal() {
        return new ApiRefusal(new ApiError(
                503,
                "service_unavailable",
                "This server has as many connections to the revocation feed as it allows. Try again shortly.",
                Map.of("Retry-After", RETRY_AFTER_SECONDS)));
    }
}
