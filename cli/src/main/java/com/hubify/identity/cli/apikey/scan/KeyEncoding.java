package com.hubify.identity.cli.apikey.scan;

import com.hubify.identity.protocol.ApiKeyToken;
import java.util.Optional;

/** How the characters of a key lie in bytes. */
enum KeyEncoding {
    /** Side by side, as in ASCII and all that extends it. */
    NARROW(1),
    /** With a zero between them, as in UTF-16 of either byte order, which Windows and compiled .NET programs use. */
    WIDE(2);

    private final int width;

    KeyEncoding(int width) {
        this.width = width;
    }

    /** Where a key begins whose prefix ends at the index; may lie before the array. */
    int start(int prefixEnd) {
        return prefixEnd - (ApiKeyToken.PREFIX.length() - 1) * width;
    }

    /** How many characters lie between two indexes. */
    long characters(long bytes) {
        return bytes / width;
    }

    /**
     * Reads the key whose prefix ends at the index. A longer run of letters and digits is no key: it is another kind of text
     * that happens to hold one, or a key that would not be accepted.
     *
     * @param limit how much of the array is filled
     */
    Optional<ApiKeyToken> read(byte[] bytes, int limit, int prefixEnd) {
        int start = start(prefixEnd);
        int end = start + ApiKeyToken.LENGTH * width;
        if (start < 0
                || end - width >= limit
                || continues(bytes, limit, start - width)
                || continues(bytes, limit, end)) {
            return Optional.empty();
        }
        StringBuilder text = new StringBuilder(ApiKeyToken.LENGTH);
        for (int i = start; i < end; i += width) {
            boolean apart = width == 1 || i == start || bytes[i - 1] == 0;
            if (!apart || !(isBase62(bytes[i]) || text.length() < ApiKeyToken.PREFIX.length())) {
                return Optional.empty();
            }
            text.append((char) bytes[i]);
        }
        return ApiKeyToken.parse(text.toString());
    }

    /** In UTF-16 both neighbours are looked at, so that either byte order is served; in Chinese no space need follow a key. */
    private boolean continues(byte[] bytes, int limit, int index) {
        return index >= 0
                && index < limit
                && isBase62(bytes[index])
                && (width == 1 || (isZero(bytes, limit, index - 1) && isZero(bytes, limit, index + 1)));
    }

    private static boolean isZero(byte[] bytes, int limit, int index) {
        return index < 0 || index >= limit || bytes[index] == 0;
    }

    private static boolean isBase62(byte character) {
        return ApiKeyToken.BASE62.indexOf(character) >= 0;
    }
}
