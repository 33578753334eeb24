package com.hubify.identity.protocol;

import java.security.SecureRandom;
import java.util.Base64;

/** What can't be guessed, as text: codes, tokens, the secrets of cookies. {@link Sha256} is what lies at rest. */
public final class RandomText {

    private RandomText() {}

    /** So many random bytes, in base64url without padding; 32 are as many as a secret needs. */
    public static String ofBytes(int count, SecureRandom random) {
        byte[] bits = new byte[count];
        random.nextBytes(bits);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
    }

    /** Whether a text may have been made like this, of so many bytes. Each bytes have one spelling. */
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
