package com.hubify.identity.cli.apikey.scan;

import com.hubify.identity.protocol.ApiKeyToken;
import java.util.Arrays;

/**
 * Finds where the prefix of a key may end, in both spellings at once, as Horspool does: the byte at which the prefix would
 * end tells how many bytes can be skipped, mostly all eight.
 */
final class PrefixSearch {

    private static final String PREFIX = ApiKeyToken.PREFIX;
    private static final byte LAST = (byte) PREFIX.charAt(PREFIX.length() - 1);
    private static final byte LAST_BUT_ONE = (byte) PREFIX.charAt(PREFIX.length() - 2);

    /** How far to go on from each byte; 0 where more has to be looked at. */
    private static final int[] SKIP = skips();

    /** Two zeros are part of neither spelling, so that empty stretches of binary files go by quickly. */
    private static final int AFTER_TWO_ZEROS = PREFIX.length() + 1;

    private static final int AFTER_LAST = PREFIX.length() - 1 - PREFIX.lastIndexOf(LAST, PREFIX.length() - 2);

    private PrefixSearch() {}

    private static int[] skips() {
        int[] skips = new int[256];
        Arrays.fill(skips, PREFIX.length());
        for (int i = 0; i < PREFIX.length(); i++) {
            skips[PREFIX.charAt(i)] = PREFIX.length() - 1 - i;
        }
        skips[0] = 0;
        return skips;
    }

    /** The first index in the range at which a prefix may end, or the end of the range. */
    static int next(byte[] bytes, int from, int to) {
        int end = from;
        while (end < to) {
            int skip = SKIP[bytes[end] & 0xFF];
            if (skip > 0) {
                end += skip;
            } else if (bytes[end] == 0) {
                end += end + 1 < to && bytes[end + 1] == 0 ? AFTER_TWO_ZEROS : 1;
            } else if (mayEnd(bytes, end)) {
                return end;
            } else {
                end += AFTER_LAST;
            }
        }
        return to;
    }

    private static boolean mayEnd(byte[] bytes, int end) {
        return (end >= 1 && bytes[end - 1] == LAST_BUT_ONE)
                || (end >= 2 && bytes[end - 1] == 0 && bytes[end - 2] == LAST_BUT_ONE);
    }
}
