package com.hubify.identity.limits.servlet;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.coyote.Request;
import org.jspecify.annotations.Nullable;

/**
 * Stops the reading of a request at its deadline, from another thread than the one that reads.
 *
 * <p>Attack: a chunk extension or a trailer sent at one byte every few seconds. Tomcat reads all of it within one read
 * of the body, and every byte resets the read timeout; a few hundred such connections occupy all threads of a service.
 *
 * <p>At the deadline the receiving half of the connection is shut down, so that a blocked reader sees the end of the
 * stream. The sending half stays open for the answer. Tomcat's own objects are not touched: they belong to the reading
 * thread and are reused for the next connection. There is at most one task per connection, and Tomcat limits the number
 * of connections.
 */
final class ServletReadingDeadline {

    /**
     * The deadline is set twice: when a request begins and, for requests that reach the valve, when its path is known.
     * Times closer than this are the same.
     */
    private static final long SAME_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    /** Index of the request note that holds the deadline. Tomcat leaves notes from 17 on to applications. */
    private static final int NOTE = 17;

    private final @Nullable ScheduledExecutorService timer;
    private @Nullable SocketChannel connection;
    private @Nullable Future<?> task;
    private long moment;

    ServletReadingDeadline(@Nullable ScheduledExecutorService timer) {
        this.timer = timer;
    }

    /**
     * The deadline of a request; it has no effect if the request came by another protocol than
     * {@link ServletTimedProtocol}.
     */
    static ServletReadingDeadline of(Request request) {
        return request.getNote(NOTE) instanceof ServletReadingDeadline deadline
                ? deadline
                : new ServletReadingDeadline(null);
    }

    void attachTo(Request request) {
        request.setNote(NOTE, this);
    }

    synchronized void connect(SocketChannel connection) {
        lift();
        this.connection = connection;
    }

    /** @param nanos time from now, in nanoseconds */
    synchronized void set(long nanos) {
        long told = System.nanoTime() + nanos;
        if (task != null && Math.abs(told - moment) < SAME_NANOS) {
            return;
        }
        lift();
        moment = told;
        SocketChannel read = connection;
        if (timer != null && read != null) {
            task = schedule(timer, read, nanos);
        }
    }

    synchronized void lift() {
        if (task != null) {
            task.cancel(false);
            task = null;
        }
    }

    private static @Nullable Future<?> schedule(ScheduledExecutorService timer, SocketChannel read, long nanos) {
        try {
            return timer.schedule(() -> shut(read), nanos, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            // The server is stopping and closes its connections.
            return null;
        }
    }

    private static void shut(SocketChannel read) {
        try {
            read.shutdownInput();
        } catch (IOException e) {
            // It is closed already.
        }
    }
}
