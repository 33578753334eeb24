package com.hubify.identity.resource.revocation;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Reads server-sent events off a stream of bytes, however it is cut into pieces. Lines and events that are longer than any
 * of ours are an error, so that a stream without end fills no memory. {@code retry} is not followed: when to come back is
 * for the reader to decide.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html#parsing-an-event-stream">WHATWG HTML,
 *     section 9.2.5</a>
 */
final class EventStreamParser {

    /** Longest line, in bytes. */
    static final int LONGEST_LINE = 16 * 1024;

    /** Longest data of an event, in characters. */
    static final int LONGEST_DATA = 64 * 1024;

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    /**
     * An event.
     *
     * @param id the last id on the stream so far, the event's own or an earlier one's; empty if there was none
     */
    record Event(String name, String data, String id) {}

    /** Takes up events. */
    interface Receiver {

        void receive(Event event) throws IOException;
    }

    private final Receiver receiver;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(256);
    private final StringBuilder data = new StringBuilder();
    private boolean hasData;
    private String name = "";
    private String id = "";
    private boolean afterCarriageReturn;
    private boolean atStart = true;

    EventStreamParser(Receiver receiver) {
        this.receiver = receiver;
    }

    /** Goes on with the next piece. What is left at the end of a stream is no event and simply dropped. */
    void read(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            byte next = bytes.get();
            boolean secondHalf = next == '\n' && afterCarriageReturn;
            afterCarriageReturn = next == '\r';
            if (secondHalf) {
                continue;
            }
            if (next == '\n' || next == '\r') {
                endLine();
            } else {
                add(next);
            }
        }
    }

    private void add(byte next) throws IOException {
        if (line.size() == LONGEST_LINE) {
            throw new IOException("A line of the event stream is longer than " + LONGEST_LINE + " bytes");
        }
        line.write(next);
    }

    private void endLine() throws IOException {
        String text = line.toString(StandardCharsets.UTF_8);
        line.reset();
        if (atStart && text.startsWith(BYTE_ORDER_MARK)) {
            text = text.substring(1);
        }
        atStart = false;
        if (text.isEmpty()) {
            endEvent();
            return;
        }
        int colon = text.indexOf(':');
        if (colon < 0) {
            take(text, "");
        } else if (colon > 0) {
            int value = text.startsWith(" ", colon + 1) ? colon + 2 : colon + 1;
            take(text.substring(0, colon), text.substring(value));
        }
    }

    private void take(String field, String value) throws IOException {
        switch (field) {
            case "event" -> name = value;
            case "data" -> addData(value);
            case "id" -> id = value.indexOf('\0') < 0 ? value : id;
            default -> {}
        }
    }

    private void addData(String value) throws IOException {
        if (data.length() + value.length() > LONGEST_DATA) {
            throw new IOException("An event of the stream is longer than " + LONGEST_DATA + " characters");
        }
        if (hasData) {
            data.append('\n');
        }
        data.append(value);
        hasData = true;
    }

    private void endEvent() throws IOException {
        Event event = new Event(name.isEmpty() ? "message" : name, data.toString(), id);
        boolean complete = hasData;
        data.setLength(0);
        hasData = false;
        name = "";
        if (complete) {
            receiver.receive(event);
        }
    }
}
