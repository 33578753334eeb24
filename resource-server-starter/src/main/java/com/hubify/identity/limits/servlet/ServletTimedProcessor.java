package com.hubify.identity.limits.servlet;

import java.io.IOException;
import java.time.Duration;
import org.apache.coyote.Adapter;
import org.apache.coyote.Request;
import org.apache.coyote.Response;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;

/** Tomcat's processor of the requests on a connection, with a deadline for each request. */
final class ServletTimedProcessor extends Http11Processor {

    /**
     * Sets the deadline before a body can be read. Not in the valve, since Tomcat also reads bodies of requests that
     * reach no valve.
     */
    private record TimedAdapter(Adapter adapter, Duration time, ServletReadingDeadline deadline) implements Adapter {

        @Override
        public void service(Request request, Response response) throws Exception {
            if (!request.isFinished()) {
                deadline.set(request.getStartTimeNanos() + time.toNanos() - System.nanoTime());
            }
            adapter.service(request, response);
        }

        @Override
        public boolean prepare(Request request, Response response) throws Exception {
            return adapter.prepare(request, response);
        }

        @Override
        public boolean asyncDispatch(Request request, Response response, SocketEvent event) throws Exception {
            return adapter.asyncDispatch(request, response, event);
        }

        @Override
        public void log(Request request, Response response, long time) {
            adapter.log(request, response, time);
        }

        @Override
        public void checkRecycled(Request request, Response response) {
            adapter.checkRecycled(request, response);
        }

        @Override
        public String getDomain() {
            return adapter.getDomain();
        }
    }

    private final Duration time;
    private final ServletReadingDeadline deadline;

    ServletTimedProcessor(
            AbstractHttp11Protocol<?> protocol, Adapter adapter, Duration time, ServletReadingDeadline deadline) {
        super(protocol, new TimedAdapter(adapter, time, deadline));
        this.time = time;
        this.deadline = deadline;
        deadline.attachTo(request);
    }

    @Override
    public SocketState service(SocketWrapperBase<?> socket) throws IOException {
        if (socket.getSocket() instanceof NioChannel channel) {
            deadline.connect(channel.getIOChannel());
        }
        try {
            SocketState state = headBegun(super.service(socket));
            return isHeadLate(state) ? SocketState.CLOSED : state;
        } finally {
            if (!isAsync()) {
                deadline.lift();
            }
        }
    }

    // Attack: a client sends only empty lines (RFC 9112 §2.2). Tomcat skips them, does not remember when the first one
    // arrived, and keeps waiting.
    private SocketState headBegun(SocketState state) {
        return state == SocketState.OPEN && request.getStartTimeNanos() >= 0 ? SocketState.LONG : state;
    }

    // Attack: a request line or header sent at one byte every few seconds. Tomcat calls this for each piece of the
    // header section.
    private boolean isHeadLate(SocketState state) {
        return state == SocketState.LONG
                && !isAsync()
                && request.getStartTimeNanos() >= 0
                && System.nanoTime() - request.getStartTimeNanos() > time.toNanos();
    }

    @Override
    protected SocketState dispatchEndRequest() {
        try {
            return super.dispatchEndRequest();
        } finally {
            deadline.lift();
        }
    }
}
