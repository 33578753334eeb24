package com.hubify.clerk.signing;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The header parameters that differ between tokens.
 *
 * @param type the {@code typ} parameter
 * @param tokenClass the {@code cat} parameter, absent in older tokens
 * @param originallyIssuedAt the undocumented {@code oiat} parameter some tokens carry
 */
public record TokenHeader(
        String type,
        @Nullable TokenClass tokenClass,
        @Nullable Instant originallyIssuedAt) {

    public static final String JWT = "JWT";
    public static final String ACCESS_TOKEN = "at+jwt";

    public static TokenHeader of(String type, @Nullable TokenClass tokenClass) {
        return new TokenHeader(type, tokenClass, null);
    }
}
