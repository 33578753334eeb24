package com.hubify.identity.server.apikey.endpoint;

import com.hubify.identity.protocol.IpNetworks;
import com.hubify.identity.protocol.Scope;
import com.hubify.identity.protocol.ScopeCatalogue;
import com.hubify.identity.protocol.Scopes;
import com.hubify.identity.server.api.ApiError;
import com.hubify.identity.server.api.ApiRefusal;
import com.hubify.identity.server.apikey.ApiKeyDescription;
import com.hubify.identity.server.apikey.ApiKeyName;
import com.hubify.identity.server.apikey.ApiKeyTerms;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Body of the request for a new key. Members are parsed one by one, so that the error names the wrong one.
 *
 * @param expiresAt RFC 3339 date and time; null for never
 * @param owner whose it is: null for the person, else as {@link CallersKeys#holder} takes it
 * @param allowedIps addresses and networks that the key is valid from; null or none for anywhere
 */
record CreateApiKey(
        @Nullable String name,
        @Nullable String description,
        @Nullable List<@Nullable String> scopes,
        @Nullable String expiresAt,
        @Nullable List<@Nullable String> allowedIps,
        @Nullable String owner) {

    /** @throws ApiRefusal naming the member that is missing or wrong */
    ApiKeyTerms parse(ExistingScopes existing) {
        return new ApiKeyTerms(
                parseName(name == null ? "" : name),
                description == null ? null : parseDescription(description),
                parseScopes(scopes == null ? List.of() : scopes, existing),
                parseTime(expiresAt),
                allowedIps == null ? IpNetworks.ANYWHERE : AllowedIps.parse(allowedIps));
    }

    static ApiKeyName parseName(String name) {
        return ApiKeyName.parse(name).orElseThrow(() -> refusal("name must be 1 to 100 printable characters."));
    }

    static ApiKeyDescription parseDescription(String description) {
        return ApiKeyDescription.parse(description)
                .orElseThrow(() -> refusal("description must be 1 to 500 printable characters."));
    }

    static Scopes parseScopes(List<@Nullable String> scopes, ExistingScopes existing) {
        List<String> given = new ArrayList<>();
        for (String scope : scopes) {
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

    static @Nullable Instant parseTime(@Nullable String expiresAt) {
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
