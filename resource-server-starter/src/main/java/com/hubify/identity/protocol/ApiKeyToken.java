package com.hubify.identity.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * An API key as it is sent: {@code hfy_key_}, a public id of 8 characters, a secret of 32 (190 bits) and a checksum
 * (CRC-32) of 6, all base62. The checksum allows a mistyped key to be refused without a request to the issuer; it does
 * not authenticate the key.
 *
 * <p>Each key has exactly one spelling. {@link #toString} hides the secret.
 */
public final class ApiKeyToken {

    /** Prefix of every key, by which secret scanners find leaked keys. */
    public static final String PREFIX = "hfy_key_";

    public static final int ID_LENGTH = 8;
    public static final int SECRET_LENGTH = 32;
    public static final int LENGTH = PREFIX.length() + ID_LENGTH + SECRET_LENGTH + 6;

    /** The digits of base62, of which all that follows the prefix is made. */
    public static final String BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private static final Pattern ID = Pattern.compile("[0-9A-Za-z]{" + ID_LENGTH + "}");
    private static final Pattern SECRET = Pattern.compile("[0-9A-Za-z]{" + SECRET_LENGTH + "}");
    private static final int SECRET_START = PREFIX.length() + ID_LENGTH;
    private static final int CHECKSUM_START = SECRET_START + SECRET_LENGTH;

    private final String value;

    private ApiKeyToken(String value) {
        this.value = value;
    }

    /**
     * Builds a key from its public id and secret.
     *
     * @throws IllegalArgumentException if a part has the wrong length or alphabet
     */
    public static ApiKeyToken of(String id, String secret) {
        if (!isId(id) || !SECRET.matcher(secret).matches()) {
            throw new IllegalArgumentException("not the parts of an API key");
        }
        String body = PREFIX + id + secret;
        return new ApiKeyToken(body + checksum(body));
    }

    /** Parses a key; empty if the text is not a well-formed key with a correct checksum. */
    public static Optional<ApiKeyToken> parse(String text) {
        if (text.length() != LENGTH || !text.startsWith(PREFIX)) {
            return Optional.empty();
        }
        String id = text.substring(PREFIX.length(), SECRET_START);
        String secret = text.substring(SECRET_START, CHECKSUM_START);
        boolean wellFormed = isId(id) && SECRET.matcher(secret).matches();
        return wellFormed && checksum(text.substring(0, CHECKSUM_START)).equals(text.substring(CHECKSUM_START))
                ? Optional.of(new ApiKeyToken(text))
                : Optional.empty();
    }

    /** Whether the text has the form of a public id. */
    public static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    /**
     * Whether the text begins with {@link #PREFIX}, well-formed or not. Decides whether a bearer token is verified as
     * an API key.
     */
    public static boolean looksLikeKey(String text) {
        return text.startsWith(PREFIX);
    }

    /** The public part, which lists and logs may show. */
    public String id() {
        return value.substring(PREFIX.length(), SECRET_START);
    }

    /** The secret part. Only for computing its digest. */
    public String secret() {
        return value.substring(SECRET_START, CHECKSUM_START);
    }

    /** The whole key, secret included. Only for sending it, and for showing it once at creation. */
    public String value() {
        return value;
    }

    /** The key with its secret hidden. */
    @Override
    public String toString() {
        return PREFIX + id() + "…";
    }

    private static String checksum(String body) {
        CRC32 crc = new CRC32();
        crc.update(body.getBytes(StandardCharsets.US_ASCII));
        char[] digits = new char[6];
        long rest = crc.getValue();
        for (int i = digits.length - 1; i >= 0; i--) {
            digits[i] = BASE62.charAt((int) (rest % BASE62.length()));
            rest /= BASE62.length();
        }
        return new String(digits);
    }
}
