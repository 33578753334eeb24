package com.hubify.identity.server.apikey;

import com.hubify.identity.protocol.ApiKeyToken;
import java.util.Optional;

/**
 * Id of an API key, for lists and logs. It is the public part of the key and does not authenticate.
 *
 * @param value 8 base62 characters
 */
public record ApiKeyId(String value) {

    public ApiKeyId {
        if (!ApiKeyToken.isId(value)) {
            throw new IllegalArgumentException("not the id of an API key");
        }
    }

    /** Parses an id; empty if the text is not exactly one. */
    public static Optional<ApiKeyId> parse(String text) {
        return ApiKeyToken.isId(text) ? Optional.of(new ApiKeyId(text)) : Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }
}
