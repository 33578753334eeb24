package com.hubify.identity.limits.reactive;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.CompositeByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import reactor.netty.NettyPipeline;

/**
 * Closes a connection if a request takes too long to arrive, from the first byte of its header section to the last of
 * its body.
 *
 * <p>Attack: one byte every few seconds, in the header section, a chunk extension or a trailer, or in a body that no
 * handler reads. Reactor Netty's read timeout covers only bodies that a handler reads.
 */
final class WebFluxRequestTime extends ChannelInboundHandlerAdapter {

    /**
     * How much longer the connection stays open if the answer is not complete; the refusal of a slow body is such an
     * answer, too.
     */
    private static final Duration ANSWER = Duration.ofSeconds(5);

    /** Placed after the HTTP decoder, which tells where a request begins and ends. */
    private final class Decoded extends ChannelDuplexHandler {

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (message instanceof HttpRequest) {
                begin(context);
                answersDue++;
            }
            if (message instanceof LastHttpContent) {
                end();
            }
            context.fireChannelRead(message instanceof HttpContent content ? counted(content) : message);
        }

        // Chunks of a body share a reference count with the buffer that the decoder still reads from. If a body breaks
        // off while the answer is being written, Spring releases a chunk twice, and the decoder then fails on freed
        // memory, with stack traces in the log that any client can cause. With a reference count of its own the second
        // release has no effect.
        private static HttpContent counted(HttpContent content) {
            ByteBuf piece = content.content();
            return piece.isReadable()
                    ? content.replace(new CompositeByteBuf(piece.alloc(), piece.isDirect(), 1, piece))
                    : content;
        }

        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
            boolean isInterim = message instanceof HttpResponse response
                    && response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
            if (message instanceof LastHttpContent && !isInterim) {
                promise.addListener(written -> answersDue--);
            }
            context.write(message, promise);
        }
    }

    private final Duration time;
    private int answersDue;
    private @Nullable Future<?> close;

    private WebFluxRequestTime(Duration time) {
        this.time = time;
    }

    /** Only for HTTP/1.1, where a connection has one request at a time. */
    static void limit(ChannelPipeline pipeline, Duration time) {
        if (pipeline.get(NettyPipeline.HttpCodec) != null) {
            WebFluxRequestTime requests = new WebFluxRequestTime(time);
            pipeline.addBefore(NettyPipeline.HttpCodec, "hubify.bytes", requests);
            pipeline.addAfter(NettyPipeline.HttpCodec, "hubify.requests", requests.new Decoded());
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        // After an upgrade, what arrives is not an HTTP request.
        if (context.pipeline().get(NettyPipeline.HttpCodec) != null) {
            begin(context);
        }
        context.fireChannelRead(message);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        end();
        context.fireChannelInactive();
    }

    private void begin(ChannelHandlerContext context) {
        if (close == null) {
            close = schedule(context, () -> closeUnlessAnswerIsDue(context), time);
        }
    }

    private void closeUnlessAnswerIsDue(ChannelHandlerContext context) {
        if (answersDue > 0) {
            close = schedule(context, context::close, ANSWER);
        } else {
            context.close();
        }
    }

    private static Future<?> schedule(ChannelHandlerContext context, Runnable task, Duration after) {
        return context.executor().schedule(task, after.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void end() {
        if (close != null) {
            close.cancel(false);
            close = null;
        }
    }
}
