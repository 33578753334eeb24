package com.hubify.identity.limits.reactive;

import com.github.benmanes.caffeine.cache.Ticker;
import com.hubify.identity.envelope.RequestIds;
import com.hubify.identity.limits.ErrorHeaders;
import com.hubify.identity.limits.ExceededLimit;
import com.hubify.identity.limits.LimitAnswers;
import com.hubify.identity.limits.LimitExceeded;
import com.hubify.identity.limits.RequestLimits;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.http.server.reactive.ServerHttpResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Applies the request limits in a reactive service, before all filters.
 *
 * <p>Attacks: a body that exhausts memory in code that buffers it before the request is authenticated; a body that
 * never ends.
 */
final class WebFluxLimitHandler implements HttpHandler {

    /** After a refusal, how long the rest of the body is still read, so that the client gets to read the answer. */
    private static final Duration LINGER = Duration.ofSeconds(1);

    private static final long LINGER_BYTES = 1024 * 1024;

    /** Key of Reactor's context for a handler of errors that occur after the sequence has ended. */
    private static final String DROPPED = "reactor.onErrorDropped.local";

    private static final Logger log = LoggerFactory.getLogger(WebFluxLimitHandler.class);

    private final HttpHandler handler;
    private final RequestLimits limits;
    private final LimitAnswers answers;
    private final WebFluxRefusalCors cors;

    WebFluxLimitHandler(HttpHandler handler, RequestLimits limits, LimitAnswers answers, WebFluxRefusalCors cors) {
        this.handler = handler;
        this.limits = limits;
        this.answers = answers;
        this.cors = cors;
    }

    @Override
    public Mono<Void> handle(ServerHttpRequest request, ServerHttpResponse response) {
        RequestLimits.Limit limit = limits.of(request.getPath().value());
        if (request.getHeaders().getContentLength() > limit.bytes()) {
            return linger(request).then(Mono.defer(() -> refuse(request, response, ExceededLimit.SIZE)));
        }
        // When a limit is exceeded, the handler is cancelled. Otherwise it could answer the failed read with an error
        // of its own.
        Sinks.Empty<Void> past = Sinks.empty();
        Limited limited = new Limited(request, limit, limits.ticker(), past);
        return Mono.firstWithSignal(
                        handler.handle(limited, response).contextWrite(context -> context.put(DROPPED, limited)),
                        past.asMono())
                .onErrorResume(LimitExceeded.class, exceeded -> refuse(request, response, exceeded.limit()));
    }

    // If the connection were closed while the client is still sending, the client would not receive the answer.
    private static Mono<Void> linger(ServerHttpRequest request) {
        if (request.getHeaders().containsHeader(HttpHeaders.EXPECT)) {
            return Mono.empty();
        }
        long[] bytes = {0};
        return request.getBody()
                .takeUntil(buffer -> {
                    bytes[0] += buffer.readableByteCount();
                    DataBufferUtils.release(buffer);
                    return bytes[0] > LINGER_BYTES;
                })
                .take(LINGER)
                .onErrorComplete()
                .then();
    }

    private Mono<Void> refuse(ServerHttpRequest request, ServerHttpResponse response, ExceededLimit exceeded) {
        return cors.addTo(request, response).then(Mono.defer(() -> answer(request, response, exceeded)));
    }

    private Mono<Void> answer(ServerHttpRequest request, ServerHttpResponse response, ExceededLimit exceeded) {
        if (!response.setStatusCode(HttpStatusCode.valueOf(exceeded.status()))) {
            // The response has begun already. The error closes the connection.
            return Mono.error(new LimitExceeded(exceeded));
        }
        HttpHeaders headers = response.getHeaders();
        LimitAnswers.Answer answer = answers.to(
                exceeded,
                request.getPath().value(),
                request.getHeaders().getFirst(HttpHeaders.ACCEPT),
                headers.getFirst(RequestIds.HEADER));
        List<String> others = headers.headerNames().stream()
                .filter(name -> !ErrorHeaders.isForPages(name))
                .toList();
        others.forEach(headers::remove);
        headers.set(HttpHeaders.CONNECTION, "close");
        ErrorHeaders.ALL.forEach(headers::set);
        answer.headers().forEach(headers::set);
        headers.setContentLength(answer.body().length);
        return response.writeWith(Mono.just(response.bufferFactory().wrap(answer.body())));
    }

    private static final class Limited extends ServerHttpRequestDecorator implements Consumer<Throwable> {

        private final RequestLimits.Limit limit;
        private final Sinks.Empty<Void> past;
        private final Ticker ticker;
        private final long beganAt;
        private volatile boolean isCancelled;
        private volatile boolean isPast;

        Limited(ServerHttpRequest request, RequestLimits.Limit limit, Ticker ticker, Sinks.Empty<Void> past) {
            super(request);
            this.limit = limit;
            this.ticker = ticker;
            this.beganAt = ticker.read();
            this.past = past;
        }

        @Override
        public Flux<DataBuffer> getBody() {
            return Flux.defer(() -> {
                Flux<DataBuffer> counted = counted(super.getBody());
                Flux<DataBuffer> bounded = limit.isTimed() ? counted.takeUntilOther(late()) : counted;
                return bounded.doOnCancel(() -> isCancelled = true);
            });
        }

        private Flux<DataBuffer> counted(Flux<DataBuffer> body) {
            long[] bytes = {0};
            return body.handle((buffer, sink) -> {
                bytes[0] += buffer.readableByteCount();
                if (bytes[0] <= limit.bytes()) {
                    sink.next(buffer);
                } else {
                    DataBufferUtils.release(buffer);
                    LimitExceeded exceeded = exceeded(ExceededLimit.SIZE);
                    // Reactor logs errors without a subscriber, so any client could fill the log.
                    if (!isCancelled) {
                        sink.error(exceeded);
                    }
                }
            });
        }

        private Mono<Void> late() {
            Duration left = limit.time().minusNanos(ticker.read() - beganAt);
            return Mono.delay(left.isNegative() ? Duration.ZERO : left).then(Mono.defer(() -> {
                LimitExceeded exceeded = exceeded(ExceededLimit.TIME);
                return isCancelled ? Mono.empty() : Mono.error(exceeded);
            }));
        }

        // A failed read after the refusal is expected. Logging it would let any client fill the log.
        @Override
        public void accept(Throwable dropped) {
            if (isPast) {
                log.debug("Reading a request that exceeded a limit has failed", dropped);
            } else {
                log.error("An error occurred after the answer", dropped);
            }
        }

        private LimitExceeded exceeded(ExceededLimit limit) {
            LimitExceeded exceeded = new LimitExceeded(limit);
            isPast = true;
            past.tryEmitError(exceeded);
            return exceeded;
        }
    }
}
