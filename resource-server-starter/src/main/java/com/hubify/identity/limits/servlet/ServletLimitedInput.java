package com.hubify.identity.limits.servlet;

import com.github.benmanes.caffeine.cache.Ticker;
import com.hubify.identity.limits.ExceededLimit;
import com.hubify.identity.limits.LimitExceeded;
import com.hubify.identity.limits.RequestLimits;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.function.Consumer;
import org.apache.coyote.InputBuffer;
import org.apache.coyote.Request;
import org.apache.tomcat.util.net.ApplicationBufferHandler;
import org.jspecify.annotations.Nullable;

/**
 * Counts what arrives and when, below everything that reads a body: streams, readers, parameters and parts alike. A length
 * that is declared is not believed, and one that is not declared is not needed.
 */
final class ServletLimitedInput implements InputBuffer {

    /** Takes what is read and forgets it. */
    private static final class Discarded implements ApplicationBufferHandler {

        private ByteBuffer buffer = ByteBuffer.allocate(0);

        @Override
        public void setByteBuffer(ByteBuffer buffer) {
            this.buffer = buffer;
        }

        @Override
        public ByteBuffer getByteBuffer() {
            return buffer;
        }

        @Override
        public void expand(int size) {
            // What is read is a view of Tomcat's own buffer.
        }
    }

    /** 16 KB a second: slower than any network that people upload through. */
    private static final long NANOS_FOR_A_BYTE = 61_000;

    private final InputBuffer input;
    private final long mostBytes;
    private final Ticker ticker;
    private final long deadline;
    private final ServletReadingDeadline reading;
    private final Request request;
    private final Consumer<ExceededLimit> refusal;
    private long bytes;
    private @Nullable ExceededLimit exceeded;

    private ServletLimitedInput(
            InputBuffer input,
            Request request,
            RequestLimits.Limit limit,
            Ticker ticker,
            Consumer<ExceededLimit> refusal) {
        this.input = input;
        this.request = request;
        this.reading = ServletReadingDeadline.of(request);
        this.mostBytes = limit.bytes();
        this.ticker = ticker;
        this.deadline = ticker.read() + limit.time().toNanos() - age(request);
        this.refusal = refusal;
    }

    /** @param refusal answers the request, at once: what reads the body may make another answer of the failure */
    static ServletLimitedInput of(
            Request request, RequestLimits.Limit limit, Ticker ticker, Consumer<ExceededLimit> refusal) {
        InputBuffer input = request.getInputBuffer();
        // Tomcat uses the same request again for the next one on a connection.
        InputBuffer original = input instanceof ServletLimitedInput limited ? limited.input : input;
        ServletLimitedInput limited = new ServletLimitedInput(original, request, limit, ticker, refusal);
        if (!request.isFinished()) {
            limited.reading.set(limited.deadline - ticker.read());
        }
        request.setInputBuffer(limited);
        return limited;
    }

    @Override
    public int doRead(ApplicationBufferHandler handler) throws IOException {
        if (exceeded != null) {
            throw new LimitExceeded(exceeded);
        }
        int read = read(handler);
        bytes += Math.max(0, read);
        if (bytes > mostBytes) {
            throw exceeded(ExceededLimit.SIZE);
        }
        if (read >= 0 && isLate(deadline)) {
            throw exceeded(ExceededLimit.TIME);
        }
        if (read < 0 || request.isFinished()) {
            reading.lift();
        }
        return read;
    }

    @Override
    public int available() {
        return input.available();
    }

    /**
     * Reads what is left, without keeping it: a connection that is closed while its sender still sends would lose the answer.
     *
     * <p>Attack: who has been answered owes a body and sends none, or hardly any, and holds a thread for that. Whoever sends has
     * time for what comes, at the slowest rate that is listened to.
     *
     * @param most bytes that are read at most
     * @param longest how long nothing may come, and no longer than until the deadline of the request
     */
    void discard(long most, Duration longest) throws IOException {
        Discarded discarded = new Discarded();
        long began = ticker.read();
        long read = 0;
        while (read <= most && !request.isFinished()) {
            long left = began + longest.toNanos() + read * NANOS_FOR_A_BYTE - ticker.read();
            left = Math.min(left, deadline - ticker.read());
            if (left < 0) {
                return;
            }
            reading.set(left);
            int count = input.doRead(discarded);
            if (count < 0) {
                return;
            }
            read += count;
        }
    }

    private int read(ApplicationBufferHandler handler) throws IOException {
        try {
            return input.doRead(handler);
        } catch (SocketTimeoutException e) {
            throw exceeded(ExceededLimit.TIME);
        } catch (IOException e) {
            if (isLate(deadline)) {
                throw exceeded(ExceededLimit.TIME);
            }
            throw e;
        }
    }

    private LimitExceeded exceeded(ExceededLimit limit) {
        exceeded = limit;
        refusal.accept(limit);
        return new LimitExceeded(limit);
    }

    // Not every protocol says when a request began.
    private static long age(Request request) {
        long nanos = request.getStartTimeNanos();
        return nanos < 0 ? 0 : System.nanoTime() - nanos;
    }

    private boolean isLate(long moment) {
        return ticker.read() - moment > 0;
    }
}
