package com.hubify.identity.server.apikey.endpoint;

import com.hubify.identity.protocol.Scope;
import com.hubify.identity.protocol.ScopeCatalogue;
import com.hubify.identity.protocol.Scopes;
import com.hubify.identity.server.api.ApiError;
import com.hubify.identity.server.api.ApiRefusal;
import com.hubify.identity.server.apikey.ApiKeyName;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Body of the request for a new key. Members are parsed one by one, so that the error names the wrong one.
 *
 * @param expiresAt RFC 3339 date and time; null for never
 */
record CreateApiKey(
        @Nullable String name,
        @Nullable List<@Nullable String> scopes,
        @Nullable String expiresAt) {

    /** @throws ApiRefusal if the name is missing or malformed */
    ApiKeyName parseName() {
        return Optional.ofNullable(name)
                .flatMap(ApiKeyName::parse)
                .orElseThrow(() -> refusal("name must be 1 to 100 printable characters."));
    }

    /** @throws ApiRefusal if they are missing, or one of them is malformed or doesn't exist */
    Scopes parseScopes(ExistingScopes existing) {
        List<String> given = new ArrayList<>();
        for (String scope : scopes == null ? List.<@Nullable String>of() : scopes) {
            given.add(scope == null ? "" : scope);
        }
        for (int i = 0; i < Math.min(given.size(), Scopes.MAX_COUNT); i++) {
            requireExisting(i, given.get(i), existing);
        }
        return Scopes.parse(given)
                .orElseThrow(() -> new ApiRefusal(ApiError.of(
                        400,
                        "invalid_scope",
                        "scopes must be at most " + Scopes.MAX_COUNT
                                + " strings of the form *, resource:action or resource:*.")));
    }

    private static void requireExisting(int index, String scope, ExistingScopes existing) {
        if (Scope.parse(scope).filter(existing::contain).isEmpty()) {
            String meant =
                    ScopeCatalogue.meantBy(scope).stream().map(Scope::value).collect(Collectors.joining(" or "));
            throw new ApiRefusal(ApiError.of(
                    400,
                    "invalid_scope",
                    "scopes[" + index + "] is not a known scope."
                            + (meant.isEmpty()
                                    ? " Scopes have the form *, resource:action or resource:*."
                                    : " Did you mean " + meant + "?")));
        }
    }

    /** @throws ApiRefusal if it is present and not a date and time */
    @Nullable
    Instant parseExpiresAt() {
        try {
            return expiresAt == null ? null : OffsetDateTime.parse(expiresAt).toInstant();
        } catch (DateTimeException e) {
            throw refusal("expires_at must be a date and time such as 2027-01-31T00:00:00Z.");
        }
    }

    private static ApiRefusal refusal(String message) {
        return new ApiRefusal(ApiError.badRequest(message));
    }
}
