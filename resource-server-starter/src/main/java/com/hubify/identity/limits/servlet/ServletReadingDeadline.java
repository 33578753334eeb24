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
 * Ends the reading of a request at its time, from another thread than the one that reads.
 *
 * <p>Attack: a chunk extension or a trailer of one byte every few seconds. Tomcat reads all of it within one read of the body,
 * which every byte keeps from timing out; a few hundred such connections hold all threads of a service.
 *
 * <p>At its time the receiving half of the connection is shut, which wakes a blocked reader with the end of the stream. The
 * other half stays open for the answer. Tomcat's own objects are left alone: they belong to the thread that reads, and the next
 * connection gets them. There is at most one task for each connection, and Tomcat bounds those.
 */
final class ServletReadingDeadline {

    /** The same moment is told twice: where a request comes in and, for those that get there, where its path is known. */
    private static final long SAME_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    /** Where a request carries it. Tomcat leaves the notes from 17 on to others. */
    private static final int NOTE = 17;

    private final @Nullable ScheduledExecutorService timer;
    private @Nullable SocketChannel connection;
    private @Nullable Future<?> task;
    private long moment;

    ServletReadingDeadline(@Nullable ScheduledExecutorService timer) {
        this.timer = timer;
    }

    /** The deadline of a request; one that does nothing if it came by another protocol than {@link ServletTimedProtocol}. */
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

    /** @param nanos from now */
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
            // The server stops, and closes its connections.
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
