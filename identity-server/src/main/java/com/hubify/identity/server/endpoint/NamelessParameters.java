package com.hubify.identity.server.endpoint;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Locale;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.InputBuffer;
import org.apache.tomcat.util.buf.ByteChunk;
import org.apache.tomcat.util.buf.MessageBytes;
import org.apache.tomcat.util.net.ApplicationBufferHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;

/**
 * Makes a parameter without a name, as in {@code a=b&=c}, be ignored like any unknown parameter. Tomcat refuses such a
 * request before any filter runs; so the parameter gets a name here that is never read.
 *
 * <p>Attack: {@code &=client_id=x} becomes {@code client_id}, which a gateway has not seen. The given name begins with a
 * tilde, as no known parameter does.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-3.1">RFC 6749, sections 3.1 and 3.2</a>
 */
final class NamelessParameters extends ValveBase {

    private static final byte NAME = '~';

    NamelessParameters() {
        super(true);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        org.apache.coyote.Request received = request.getCoyoteRequest();
        name(received.queryString());
        InputBuffer input = received.getInputBuffer();
        if (isForm(request.getContentType())) {
            received.setInputBuffer(new Form(input));
        }
        try {
            getNext().invoke(request, response);
        } finally {
            // Tomcat reuses the request object on a connection.
            received.setInputBuffer(input);
        }
    }

    private static boolean isForm(@Nullable String type) {
        return type != null && type.toLowerCase(Locale.ROOT).startsWith(MediaType.APPLICATION_FORM_URLENCODED_VALUE);
    }

    private static void name(MessageBytes query) {
        if (query.getType() == MessageBytes.T_BYTES) {
            ByteChunk bytes = query.getByteChunk();
            name(ByteBuffer.wrap(bytes.getBytes(), bytes.getStart(), bytes.getLength()), true);
        }
    }

    /**
     * @param isStart whether a parameter begins with the first of the bytes
     * @return whether one begins after the last
     */
    private static boolean name(ByteBuffer bytes, boolean isStart) {
        boolean start = isStart;
        for (int at = bytes.position(); at < bytes.limit(); at++) {
            if (start && bytes.get(at) == '=') {
                bytes.put(at, NAME);
            }
            start = bytes.get(at) == '&';
        }
        return start;
    }

    /** Renames in a body as it is read. */
    private static final class Form implements InputBuffer {

        private final InputBuffer input;
        private boolean isStart = true;

        Form(InputBuffer input) {
            this.input = input;
        }

        @Override
        public int doRead(ApplicationBufferHandler handler) throws IOException {
            int read = input.doRead(handler);
            if (read > 0) {
                isStart = name(handler.getByteBuffer(), isStart);
            }
            return read;
        }

        @Override
        public int available() {
            return input.available();
        }
    }
}
