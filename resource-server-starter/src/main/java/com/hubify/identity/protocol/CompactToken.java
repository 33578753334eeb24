package com.hubify.identity.protocol;

/**
 * A signed token as it is sent: three parts in base64url without padding, joined by dots.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7515#section-7.1">RFC 7515, section 7.1</a>
 */
public final class CompactToken {

    private static final int PARTS = 3;
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    private CompactToken() {}

    /**
     * Whether the text is spelled as its issuer spelled it. Decoders take others for the same token: padding, characters that
     * they skip, and in the last character bits that they drop. The signature does not cover how it is spelled itself, so its
     * holder could have one token count as thousands where tokens are remembered.
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
