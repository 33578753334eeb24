package com.hubify.identity.server.apikey.leak;

import com.hubify.identity.protocol.Sha256;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * One match in a report of GitHub's.
 *
 * @see <a href="https://docs.github.com/en/code-security/secret-scanning/secret-scanning-partner-program/secret-scanning-partner-program">Secret
 *     scanning partner program</a>
 */
record Finding(
        String token,
        @Nullable String type,
        @Nullable String url,
        @Nullable String source) {

    private static final int MOST = 1_000;

    private static final int LONGEST_TYPE = 100;

    // GitHub may add members to its format, so unknown ones are ignored.
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    Finding {
        Objects.requireNonNull(token);
    }

    /** The matches of a report; empty if it is not one, or has more than 1,000. */
    static Optional<List<Finding>> read(byte[] body) {
        try {
            return Optional.ofNullable(JSON.readValue(body, Finding[].class))
                    .map(Arrays::asList)
                    .filter(findings -> findings.size() <= MOST && !findings.contains(null));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    FindingPlace place() {
        return FindingPlace.of(source, url);
    }

    /** The answer to it, by which GitHub improves its search. It has the hash in place of the token: answers are logged. */
    Map<String, String> answer(boolean isOurs) {
        String said = Objects.requireNonNullElse(type, "");
        return Map.of(
                "token_hash",
                HexFormat.of().formatHex(Sha256.of(token)),
                "token_type",
                said.substring(0, Math.min(said.length(), LONGEST_TYPE)),
                "label",
                isOurs ? "true_positive" : "false_positive");
    }

    @Override
    public String toString() {
        return "Finding[type=" + type + "]";
    }
}
