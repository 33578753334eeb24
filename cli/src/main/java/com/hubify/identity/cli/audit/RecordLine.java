package com.hubify.identity.cli.audit;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Optional;

/**
 * Reads a record's members that matter, straight from its bytes: {@code {"stream":"…","chain":"…","seq":2,"previous":"…","at":"…",…}}.
 * They come first and in this order, so nothing that stands in a record's details can pass for them. What follows is covered by
 * the hash. One object reads line after line; not safe for concurrent use.
 */
final class RecordLine {

    private static final byte[] STREAM = ascii("{\"stream\":\"");
    private static final byte[] CHAIN = ascii("\",\"chain\":\"");
    private static final byte[] SEQ = ascii("\",\"seq\":");
    private static final byte[] PREVIOUS = ascii(",\"previous\":\"");
    private static final byte[] AT = ascii("\"at\":\"");

    private static final int LONGEST_STREAM = 32;
    private static final int MOST_DIGITS = 18;

    private byte[] bytes = new byte[0];
    private int end;
    private int next;
    private int streamStart;
    private int streamEnd;
    private int chain;
    private int previous;
    private int at;
    private long seq;

    /** Whether these bytes, without a line break, are a record. The object must not be asked for anything else if not. */
    boolean read(byte[] line, int start, int lineEnd) {
        bytes = line;
        end = lineEnd;
        next = start;
        chain = -1;
        previous = -1;
        return end > start && bytes[end - 1] == '}' && skip(STREAM) && readStream() && readChain() && readAt();
    }

    private boolean readStream() {
        streamStart = next;
        while (next < end && next - streamStart < LONGEST_STREAM && bytes[next] >= 'a' && bytes[next] <= 'z') {
            next++;
        }
        streamEnd = next;
        return streamEnd > streamStart;
    }

    private boolean readChain() {
        if (!skip(CHAIN)) {
            // Of a release without chains.
            return next < end && bytes[next++] == '"';
        }
        chain = next;
        next += ChainId.LENGTH;
        return skip(SEQ) && readSeq() && readPrevious();
    }

    private boolean readSeq() {
        int start = next;
        seq = 0;
        while (next < end && next - start < MOST_DIGITS && bytes[next] >= '0' && bytes[next] <= '9') {
            seq = seq * 10 + (bytes[next++] - '0');
        }
        return next > start && bytes[start] != '0';
    }

    private boolean readPrevious() {
        if (!skip(PREVIOUS)) {
            return true;
        }
        previous = next;
        next += RecordHash.LENGTH;
        return next < end && bytes[next++] == '"';
    }

    private boolean readAt() {
        boolean isThere = next < end && bytes[next++] == ',' && skip(AT);
        at = next;
        return isThere;
    }

    private boolean skip(byte[] expected) {
        int start = next;
        if (start + expected.length > end
                || !Arrays.equals(bytes, start, start + expected.length, expected, 0, expected.length)) {
            return false;
        }
        next += expected.length;
        return true;
    }

    /** Whether it is part of a chain; those of releases without chains are not. */
    boolean isChained() {
        return chain >= 0;
    }

    ChainId chain() {
        return ChainId.at(bytes, chain);
    }

    boolean isOf(ChainId id) {
        return id.equals(chain());
    }

    long seq() {
        return seq;
    }

    /** Where the hash of the record before begins; -1 if there is none. */
    int previous() {
        return previous;
    }

    boolean isInStream(byte[] name) {
        return Arrays.equals(bytes, streamStart, streamEnd, name, 0, name.length);
    }

    byte[] stream() {
        return Arrays.copyOfRange(bytes, streamStart, streamEnd);
    }

    /** When it happened; empty if that can't be read. */
    Optional<Instant> at() {
        int close = at;
        while (close < end && bytes[close] != '"') {
            close++;
        }
        try {
            return Optional.of(Instant.parse(new String(bytes, at, close - at, StandardCharsets.UTF_8)));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
