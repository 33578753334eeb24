package com.hubify.identity.cli.audit;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The id of a hash chain: sixteen bytes, as they stand in the file. */
record ChainId(long high, long low) {

    static final int LENGTH = 16;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    static ChainId at(byte[] bytes, int offset) {
        return new ChainId((long) LONGS.get(bytes, offset), (long) LONGS.get(bytes, offset + Long.BYTES));
    }

    static Optional<ChainId> of(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return bytes.length == LENGTH ? Optional.of(at(bytes, 0)) : Optional.empty();
    }

    @Override
    public String toString() {
        byte[] bytes = ByteBuffer.allocate(LENGTH).putLong(high).putLong(low).array();
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
