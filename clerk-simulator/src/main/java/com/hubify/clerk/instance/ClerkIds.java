package com.hubify.clerk.instance;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Locale;
import org.springframework.stereotype.Component;

/**
 * Makes ids the way Clerk does: a prefix and a KSUID, 27 base62 characters that sort by time
 * (32 bits of seconds, 128 random bits).
 */
@Component
public class ClerkIds {

    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final BigInteger BASE = BigInteger.valueOf(ALPHABET.length());
    private static final long KSUID_EPOCH = 1_400_000_000L;
    private static final int KSUID_LENGTH = 27;
    private static final int TOKEN_ID_LENGTH = 16;

    private final Clock clock;
    private final SecureRandom random;

    ClerkIds(Clock clock, SecureRandom random) {
        this.clock = clock;
        this.random = random;
    }

    /** A new id, for example {@code sess_2aBcDeFgHiJkLmNoPqRsTuVwXyZ} for the prefix {@code sess}. */
    public String next(String prefix) {
        byte[] randomness = new byte[16];
        random.nextBytes(randomness);
        byte[] bytes = ByteBuffer.allocate(20)
                .putInt((int) (clock.instant().getEpochSecond() - KSUID_EPOCH))
                .put(randomness)
                .array();
        return prefix + "_" + base62(new BigInteger(1, bytes));
    }

    /** The {@code jti} of a JWT access token: {@code oat_} and 16 characters {@code [0-9A-Z]}. */
    public String nextAccessTokenId() {
        BigInteger value = new BigInteger(128, random);
        // So that the text always has enough digits.
        String text = value.setBit(127).toString(36).toUpperCase(Locale.ROOT);
        return "oat_" + text.substring(text.length() - TOKEN_ID_LENGTH);
    }

    /** The {@code jti} of a session or ID token: 20 hexadecimal digits. */
    public String nextTokenId() {
        return hex(10);
    }

    /** A trace id as in Clerk's error bodies: 32 hexadecimal digits. */
    public String nextTraceId() {
        return hex(16);
    }

    private String hex(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static String base62(BigInteger value) {
        StringBuilder text = new StringBuilder(KSUID_LENGTH);
        BigInteger rest = value;
        for (int i = 0; i < KSUID_LENGTH; i++) {
            BigInteger[] step = rest.divideAndRemainder(BASE);
            text.append(ALPHABET.charAt(step[1].intValue()));
            rest = step[0];
        }
        return text.reverse().toString();
    }
}
