package com.hubify.identity.server.apikey.endpoint;

import com.hubify.identity.protocol.IpNetworks;
import com.hubify.identity.protocol.Scopes;
import com.hubify.identity.server.api.ApiError;
import com.hubify.identity.server.api.ApiRefusal;
import com.hubify.identity.server.apikey.ApiKeyDescription;
import com.hubify.identity.server.apikey.ApiKeyName;
import com.hubify.identity.server.apikey.ApiKeyTerms;
import com.hubify.identity.server.apikey.issuance.ApiKeyIssuer;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Body of the request to change a key. Members that are omitted or null stay unchanged.
 *
 * @param description an empty text removes it
 * @param expiresAt RFC 3339 date and time
 * @param allowedIps addresses and networks; none changes nothing of a key that is valid from anywhere, and widens others
 */
record ChangeApiKey(
        @Nullable String name,
        @Nullable String description,
        @Nullable List<@Nullable String> scopes,
        @Nullable String expiresAt,
        @Nullable List<@Nullable String> allowedIps) {

    /** @throws ApiRefusal naming the member that is wrong */
    UnaryOperator<ApiKeyTerms> parse(ExistingScopes existing, Instant now) {
        ApiKeyName newName = name == null ? null : CreateApiKey.parseName(name);
        ApiKeyDescription newDescription =
                description == null || description.isEmpty() ? null : CreateApiKey.parseDescription(description);
        Scopes newScopes = scopes == null ? null : CreateApiKey.parseScopes(scopes, existing);
        IpNetworks newNetworks = allowedIps == null ? null : AllowedIps.parse(allowedIps);
        Instant newEnd = CreateApiKey.parseTime(expiresAt);
        // Attack: a time so late that the store refuses it after the change is made.
        if (newEnd != null && (!newEnd.isAfter(now) || newEnd.isAfter(ApiKeyIssuer.latestEnd(now)))) {
            throw new ApiRefusal(ApiError.badRequest("expires_at must be in the future, at most "
                    + ApiKeyIssuer.MAX_YEARS + " years from now. To end a key now, revoke it."));
        }
        return terms -> new ApiKeyTerms(
                newName == null ? terms.name() : newName,
                description == null ? terms.description() : newDescription,
                newScopes == null ? terms.scopes() : newScopes,
                newEnd == null ? terms.expiresAt() : newEnd,
                newNetworks == null ? terms.allowedIps() : newNetworks);
    }
}
