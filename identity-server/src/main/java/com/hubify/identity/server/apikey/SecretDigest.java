package com.hubify.identity.server.apikey;

import java.util.regex.Pattern;

/**
 * SHA-256 of a key's secret.
 *
 * @param value base64url without padding
 */
public record SecretDigest(String value) {

    private static final Pattern FORM = Pattern.compile("[0-9A-Za-z_-]{43}");

    public SecretDigest {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not a digest");
        }
    }

    @Override
    public String toString() {
        return "…";
    }
}
