package com.hubify.identity.platform;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Looks for numbers in a large file, each in every form in which a program may hold it: as it is, which is also how a heap
 * dump writes the limbs of a {@link java.math.BigInteger}, in both kinds of Base64, wherever in a longer text it may begin,
 * and in hexadecimal digits. Sixteen bytes of any form are enough: half a P-256 key is no less of a find.
 */
final class Traces {

    private static final int WINDOW = 16;
    private static final int FILTER = 0xffff;

    private record Window(long high, long low) {}

    private final Map<Window, String> wanted = new HashMap<>();
    private final BitSet filter = new BitSet(FILTER + 1);

    /** Looks for this number too, and calls it so. */
    Traces of(String name, byte[] number) {
        add(name, number);
        for (int before = 0; before < 3; before++) {
            var text = base64(number, before);
            add(name, ascii(text));
            add(name, ascii(text.replace('+', '-').replace('/', '_')));
        }
        add(name, ascii(HexFormat.of().formatHex(number)));
        add(name, ascii(HexFormat.of().withUpperCase().formatHex(number)));
        return this;
    }

    /** The names of the numbers of which there is something in the file. */
    Set<String> in(Path file) {
        Set<String> found = new TreeSet<>();
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 20)) {
            byte[] chunk = new byte[1 << 20];
            long high = 0;
            long low = 0;
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                for (int i = 0; i < read; i++) {
                    high = high << 8 | low >>> 56;
                    low = low << 8 | chunk[i] & 0xff;
                    if (filter.get((int) low & FILTER)) {
                        note(found, high, low);
                    }
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException("can't read " + file, e);
        }
        return found;
    }

    private void note(Set<String> found, long high, long low) {
        var name = wanted.get(new Window(high, low));
        if (name != null) {
            found.add(name);
        }
    }

    private void add(String name, byte[] form) {
        var bytes = ByteBuffer.wrap(form);
        for (int from = 0; from + WINDOW <= form.length; from++) {
            long low = bytes.getLong(from + Long.BYTES);
            wanted.put(new Window(bytes.getLong(from), low), name);
            filter.set((int) low & FILTER);
        }
    }

    // Without the characters at either end, which depend on what stands beside the number.
    private static String base64(byte[] number, int before) {
        byte[] padded = new byte[before + number.length];
        System.arraycopy(number, 0, padded, before, number.length);
        var text = Base64.getEncoder().withoutPadding().encodeToString(padded);
        return text.substring(2 * before, text.length() - 1);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
