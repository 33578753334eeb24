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
 * The outermost limit of a reactive service.
 *
 * <p>Attacks: a body that fills the memory of what collects it before anyone has looked at a credential; one that never ends.
 */
final class WebFluxLimitHandler implements HttpHandler {

    /** How much longer a sender that is refused is listened to, so that it reads the answer. */
    private static final Duration LINGER = Duration.ofSeconds(1);

    private static final long LINGER_BYTES = 1024 * 1024;

    /** Where Reactor looks for what is to be told of errors that come after all was said. */
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
        // Past a limit the handler is cancelled, or it would make an answer of its own of the failure.
        Sinks.Empty<Void> past = Sinks.empty();
        Limited limited = new Limited(request, limit, limits.ticker(), past);
        return Mono.firstWithSignal(
                        handler.handle(limited, response).contextWrite(context -> context.put(DROPPED, limited)),
                        past.asMono())
                .onErrorResume(LimitExceeded.class, exceeded -> refuse(request, response, exceeded.limit()));
    }

    // A connection that is closed while its sender still sends would lose the answer.
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
            // It is being answered already. The error closes the connection.
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
                    // Reactor would log an error that nobody takes, and a stranger could fill the log.
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

        // What becomes of a body after its refusal is no news, and any sender could fill the log with it.
        @Override
        public void accept(Throwable dropped) {
            if (isPast) {
                log.debug("A request past a limit has ended", dropped);
            } else {
                log.error("An error came after the answer", dropped);
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
