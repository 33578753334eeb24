package com.hubify.identity.server.apikey.issuance;

import com.hubify.identity.protocol.ApiKeyToken;
import com.hubify.identity.protocol.Sha256;
import com.hubify.identity.server.apikey.ApiKeys;
import com.hubify.identity.server.redis.SealedText;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A request with an {@code Idempotency-Key}, or a form with a value of its own in place of one: however often it is sent within a day, it makes one API key.
 *
 * <p>Fault: the connection breaks before the answer arrives. Sent again, the request would make another key, and the first one would
 * live on without its owner having it. The answer can't be kept as it is, since it holds the API key. It is kept for ten minutes,
 * encrypted with the Idempotency-Key, of which Redis has a digest. So that has to be as hard to guess as a UUID.
 *
 * @see <a href="https://datatracker.ietf.org/doc/html/draft-ietf-httpapi-idempotency-key-header-07">draft-ietf-httpapi-idempotency-key-header-07</a>
 */
public final class IdempotentRequest {

    private static final String PURPOSE = "hubify api key";

    /** A String of RFC 8941, with or without its quotes. No comma: two headers would be read as one. */
    private static final Pattern FORM =
            Pattern.compile("\"(?<quoted>[!#-+\\--\\[\\]-~]{16,128})\"|(?<bare>[!#-+\\--\\[\\]-~]{16,128})");

    private final String key;
    private final String asked;

    private IdempotentRequest(String key, String asked) {
        this.key = key;
        this.asked = asked;
    }

    /**
     * Reads the header, or that value; empty if it is not 16 to 128 visible characters.
     *
     * @param asked the method's path and the body, or the form: with the same Idempotency-Key, both have to be the same
     */
    public static Optional<IdempotentRequest> parse(String header, String asked) {
        var matcher = FORM.matcher(header);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String quoted = matcher.group("quoted");
        return Optional.of(new IdempotentRequest(quoted == null ? matcher.group("bare") : quoted, asked));
    }

    String name() {
        return Sha256.base64Url("idempotency-key " + key);
    }

    boolean asksFor(ApiKeys.Made made) {
        return made.request().equals(Sha256.base64Url(asked));
    }

    ApiKeys.Once making(ApiKeyToken token) {
        return new ApiKeys.Once(name(), Sha256.base64Url(asked), SealedText.seal(token.value(), key, PURPOSE));
    }

    Optional<ApiKeyToken> open(String sealed) {
        return ApiKeyToken.parse(SealedText.open(sealed, key, PURPOSE));
    }

    @Override
    public String toString() {
        return "…";
    }
}
