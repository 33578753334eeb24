package com.hubify.identity.cli.audit;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Searching bytes. */
final class Bytes {

    private Bytes() {}

    /** The first place at which the byte stands; -1 if there is none. */
    static int indexOf(byte[] bytes, byte wanted, int start, int end) {
        for (int i = start; i < end; i++) {
            if (bytes[i] == wanted) {
                return i;
            }
        }
        return -1;
    }

    static boolean startWith(byte[] bytes, int start, int end, byte[] expected) {
        return end - start >= expected.length
                && Arrays.equals(bytes, start, start + expected.length, expected, 0, expected.length);
    }

    /** Whether they are UTF-8. */
    static boolean areText(byte[] bytes, int start, int end) {
        int all = 0;
        for (int i = start; i < end; i++) {
            all |= bytes[i];
        }
        return (all & 0x80) == 0 || areUtf8(bytes, start, end);
    }

    private static boolean areUtf8(byte[] bytes, int start, int end) {
        try {
            StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes, start, end - start));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
