package com.hubify.clerk.credential;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** A password, client secret or secret key. Prints nothing and compares in constant time. */
public final class Secret {

    private final byte[] value;

    private Secret(String value) {
        this.value = value.getBytes(StandardCharsets.UTF_8);
    }

    /** Wraps a configured value; also how Spring Boot binds one. */
    public static Secret of(String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException("A secret must not be blank");
        }
        return new Secret(value);
    }

    public boolean matches(String presented) {
        return MessageDigest.isEqual(value, presented.getBytes(StandardCharsets.UTF_8));
    }

    /** The plain text. For the page that shows sample passwords; nothing else should need it. */
    public String reveal() {
        return new String(value, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "Secret[hidden]";
    }
}
