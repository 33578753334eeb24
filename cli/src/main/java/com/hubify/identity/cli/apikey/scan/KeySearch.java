package com.hubify.identity.cli.apikey.scan;

import com.hubify.identity.protocol.ApiKeyToken;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Finds the keys in a stream of any length and kind, in the memory of one buffer. What surrounds a place is kept when the
 * buffer is filled again, so that no key is lost at its border. For one thread.
 */
final class KeySearch {

    static final int BUFFER = 256 * 1024;

    private static final int WIDE_PREFIX = 2 * ApiKeyToken.PREFIX.length() - 1;

    /** What has to be known before the end of a prefix: the widest prefix, and the character before it. */
    private static final int BEFORE = WIDE_PREFIX + 2;

    /** What has to be known behind it: the rest of the widest key, and the character that follows. */
    private static final int AFTER = 2 * ApiKeyToken.LENGTH - WIDE_PREFIX + 2;

    private final byte[] buffer;
    private int filled;
    private final Lines lines = new Lines();

    KeySearch() {
        this(BUFFER);
    }

    KeySearch(int size) {
        this.buffer = new byte[size];
    }

    /** Takes what is found. */
    interface Sink {
        void found(long line, long column, String id);
    }

    /**
     * Searches to the end of the stream, and returns how many bytes that were.
     *
     * @throws IOException if the stream can't be read; what was found before has been handed on
     */
    long search(InputStream in, Sink sink) throws IOException {
        filled = 0;
        lines.restart();
        long total = 0;
        int from = 0;
        while (true) {
            int read = in.readNBytes(buffer, filled, buffer.length - filled);
            filled += read;
            total += read;
            boolean last = filled < buffer.length;
            int to = last ? filled : filled - AFTER;
            searchBuffer(from, to, sink);
            if (last) {
                return total;
            }
            keepFrom(to - BEFORE);
            from = BEFORE;
        }
    }

    private void searchBuffer(int from, int to, Sink sink) {
        for (int end = PrefixSearch.next(buffer, from, to); end < to; end = PrefixSearch.next(buffer, end + 1, to)) {
            for (KeyEncoding encoding : KeyEncoding.values()) {
                Optional<ApiKeyToken> key = encoding.read(buffer, filled, end);
                if (key.isPresent()) {
                    int start = encoding.start(end);
                    lines.countTo(buffer, start);
                    sink.found(lines.line(), lines.column(encoding), key.get().id());
                }
            }
        }
    }

    private void keepFrom(int index) {
        lines.countTo(buffer, index);
        lines.moveBack(index);
        System.arraycopy(buffer, index, buffer, 0, filled - index);
        filled -= index;
    }
}
