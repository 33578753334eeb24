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
 * Measures the size and time of a body at the lowest level, so that streams, readers, parameters and parts are all
 * covered. Counts the bytes that arrive and does not rely on {@code Content-Length}.
 */
final class ServletLimitedInput implements InputBuffer {

    /** Receives bytes and discards them. */
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
            // The bytes are a view of Tomcat's own buffer, which is not to be replaced.
        }
    }

    /** 16 KB a second: less than any network that is used for uploads. */
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

    /**
     * @param refusal answers the request immediately: the code that reads the body might otherwise answer the failed
     *     read with an error of its own
     */
    static ServletLimitedInput of(
            Request request, RequestLimits.Limit limit, Ticker ticker, Consumer<ExceededLimit> refusal) {
        InputBuffer input = request.getInputBuffer();
        // Tomcat reuses the request object for the next request on the connection.
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
     * Reads and discards the rest of the body: if the connection were closed while the client is still sending, the
     * client would not receive the answer.
     *
     * <p>Attack: after the answer, the client sends the rest of its body very slowly or not at all, and so occupies a
     * thread. Each byte that arrives extends the time, at a minimum rate.
     *
     * @param most largest number of bytes to read
     * @param longest how long to wait while nothing arrives; never beyond the request's deadline
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

    // Not every protocol reports when a request began.
    private static long age(Request request) {
        long nanos = request.getStartTimeNanos();
        return nanos < 0 ? 0 : System.nanoTime() - nanos;
    }

    private boolean isLate(long moment) {
        return ticker.read() - moment > 0;
    }
}
