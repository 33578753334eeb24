package com.hubify.identity.cli.audit.export;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Passes an export on, but for its last line, which says that it is whole. It is no part of the trail, so that exports are the same
 * whenever nothing was added.
 */
final class LastLine extends FilterOutputStream {

    /** What the server writes when it has written all. */
    private static final byte[] END = "{\"end\":true}\n".getBytes(StandardCharsets.US_ASCII);

    private final byte[] held = new byte[END.length];
    private int length;

    LastLine(OutputStream out) {
        super(out);
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
        int all = length + count;
        int passing = Math.max(0, all - held.length);
        int old = Math.min(length, passing);
        out.write(held, 0, old);
        out.write(bytes, offset, passing - old);
        System.arraycopy(held, old, held, 0, length - old);
        System.arraycopy(bytes, offset + passing - old, held, length - old, count - (passing - old));
        length = all - passing;
    }

    boolean isEndOfExport() {
        return length == END.length && Arrays.equals(held, END);
    }
}
