package com.hubify.identity.server.apikey.use;

import com.hubify.identity.protocol.RandomText;
import com.hubify.identity.protocol.Scope;
import com.hubify.identity.server.api.ApiError;
import com.hubify.identity.server.api.ApiRefusal;
import com.hubify.identity.server.apikey.ApiKeyId;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Body of a service's report.
 *
 * @param batch 16 random bytes in base64url. Kept when the report is sent again, so that it is counted once
 */
record UseReport(@Nullable String batch, @Nullable List<@Nullable Use> uses) {

    static final int MAX_BYTES = 64 * 1024;

    private static final int BATCH_BYTES = 16;
    private static final int MOST_KEYS = 500;
    private static final int MOST_SCOPES = 64;
    private static final long MOST_USES = 1_000_000_000;

    /** Only what looks like an IP address: it is shown to the owner, and a name would be looked up. */
    private static final Pattern ADDRESS = Pattern.compile("[0-9A-Fa-f:.]{2,45}");

    /** Uses of one key. */
    record Use(
            @Nullable String keyId,
            @Nullable Long count,
            @Nullable String lastUsedAt,
            @Nullable String lastAddress,
            @Nullable Map<String, @Nullable Long> scopes) {

        /** Empty if this can't be an id of ours, which is answered as an unknown one. */
        private Optional<ReportedUse> parse() {
            Map<Scope, Long> counts = new HashMap<>();
            Map<String, @Nullable Long> given = scopes == null ? Map.of() : scopes;
            require(given.size() <= MOST_SCOPES, "scopes must be at most " + MOST_SCOPES + " for each key.");
            given.forEach((scope, used) ->
                    Scope.parse(scope).ifPresent(known -> counts.put(known, parseCount(used, "scopes"))));
            long all = parseCount(count, "count");
            Instant at = parseTime(lastUsedAt);
            String address = lastAddress != null && ADDRESS.matcher(lastAddress).matches() ? lastAddress : null;
            return Optional.ofNullable(keyId)
                    .flatMap(ApiKeyId::parse)
                    .map(id -> new ReportedUse(id, all, at, address, counts));
        }
    }

    /** @throws ApiRefusal if it has no id */
    String parseBatch() {
        if (batch == null || !RandomText.isOne(batch, BATCH_BYTES)) {
            throw new ApiRefusal(ApiError.badRequest("batch must be " + BATCH_BYTES + " random bytes in base64url."));
        }
        return batch;
    }

    /** @throws ApiRefusal naming the member that is missing or wrong */
    List<ReportedUse> parseUses() {
        List<@Nullable Use> given = uses == null ? List.of() : uses;
        require(given.size() <= MOST_KEYS, "uses must be of at most " + MOST_KEYS + " keys.");
        return given.stream()
                .flatMap(use -> use == null ? Optional.<ReportedUse>empty().stream() : use.parse().stream())
                .toList();
    }

    private static long parseCount(@Nullable Long value, String member) {
        if (value == null || value < 0 || value > MOST_USES) {
            throw new ApiRefusal(ApiError.badRequest(member + " must count from 0 to " + MOST_USES + "."));
        }
        return value;
    }

    private static Instant parseTime(@Nullable String time) {
        try {
            return Instant.parse(time == null ? "" : time);
        } catch (DateTimeException e) {
            throw new ApiRefusal(
                    ApiError.badRequest("last_used_at must be a time in UTC such as 2027-01-31T00:00:00Z."));
        }
    }

    private static void require(boolean isSo, String message) {
        if (!isSo) {
            throw new ApiRefusal(ApiError.badRequest(message));
        }
    }
}
