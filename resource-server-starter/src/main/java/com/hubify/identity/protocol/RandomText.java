package com.hubify.identity.protocol;

import java.security.SecureRandom;
import java.util.Base64;

/** Random secrets as text: authorization codes, tokens, cookie values. Only their {@link Sha256} digests are stored. */
public final class RandomText {

    private RandomText() {}

    /** The given number of random bytes in base64url without padding; a secret needs 32 (256 bits). */
    public static String ofBytes(int count, SecureRandom random) {
        byte[] bits = new byte[count];
        random.nextBytes(bits);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
    }

    /** Whether the text is the canonical base64url encoding of the given number of bytes. */
    public static boolean isOne(String text, int count) {
        try {
            byte[] bits = Base64.getUrlDecoder().decode(text);
            return bits.length == count
                    && Base64.getUrlEncoder()
                            .withoutPadding()
                            .encodeToString(bits)
                            .equals(text);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
