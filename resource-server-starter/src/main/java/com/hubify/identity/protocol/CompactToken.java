package com.hubify.identity.protocol;

/**
 * The compact serialization of a JWS: three parts in base64url without padding, joined by dots.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7515#section-7.1">RFC 7515, section 7.1</a>
 */
public final class CompactToken {

    private static final int PARTS = 3;
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    private CompactToken() {}

    /**
     * Whether the text is the canonical encoding of a token. Lenient decoders accept other encodings of the same token:
     * with padding, with characters they skip, or with unused bits set in the last character. The signature part itself
     * is not signed, so the holder of one token could fill a cache with thousands of spellings of it.
     */
    public static boolean isCanonical(String text) {
        int parts = 1;
        int start = 0;
        for (int dot = text.indexOf('.'); dot >= 0; dot = text.indexOf('.', start)) {
            if (!isPart(text, start, dot)) {
                return false;
            }
            start = dot + 1;
            parts++;
        }
        return parts == PARTS && isPart(text, start, text.length());
    }

    private static boolean isPart(String text, int start, int end) {
        int last = -1;
        for (int i = start; i < end; i++) {
            last = ALPHABET.indexOf(text.charAt(i));
            if (last < 0) {
                return false;
            }
        }
        return switch ((end - start) % 4) {
            case 0 -> end > start;
            case 2 -> (last & 0b1111) == 0;
            case 3 -> (last & 0b11) == 0;
            default -> false;
        };
    }
}
