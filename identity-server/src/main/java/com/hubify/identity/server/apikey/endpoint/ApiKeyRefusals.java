package com.hubify.identity.server.apikey.endpoint;

import com.hubify.identity.protocol.Scope;
import com.hubify.identity.server.api.ApiError;
import com.hubify.identity.server.api.ApiRefusal;
import com.hubify.identity.server.api.InsufficientScope;
import com.hubify.identity.server.apikey.ApiKeys;
import com.hubify.identity.server.apikey.change.Change;
import com.hubify.identity.server.apikey.issuance.ApiKeyIssuer;
import com.hubify.identity.server.apikey.issuance.Issuance;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.stereotype.Component;

/** Turns the reasons why a key was not created or changed into error responses. */
@Component
class ApiKeyRefusals {

    private final ApiKeys keys;

    ApiKeyRefusals(ApiKeys keys) {
        this.keys = keys;
    }

    RuntimeException of(Issuance issuance) {
        if (issuance instanceof Issuance.IssuedBefore before) {
            return conflict(
                    "already_created",
                    "This request has created the API key " + before.id()
                            + " before. A key is shown for 10 minutes; if you don't have it, revoke it and create another.");
        }
        if (issuance instanceof Issuance.OtherRequest) {
            return new ApiRefusal(ApiError.of(
                    422,
                    "idempotency_key_reused",
                    "This Idempotency-Key was sent with another request. Use a new one for each request."));
        }
        return issuance instanceof Issuance.Postponed postponed
                ? tooManyToday("created " + keys.perOwnerAndDay() + " API keys", postponed.left())
                : of((Issuance.Refused) issuance);
    }

    RuntimeException of(Change change) {
        return change instanceof Change.Postponed postponed
                ? tooManyToday("changed API keys " + keys.changesPerOwnerAndDay() + " times", postponed.left())
                : of((Change.Refused) change);
    }

    ApiRefusal revoked() {
        return conflict("revoked", "This API key is revoked.");
    }

    private RuntimeException of(Issuance.Refused refused) {
        return switch (refused.reason()) {
            case NO_SCOPES -> badScope("scopes must name at least one scope.");
            case SCOPE_NOT_FOR_KEYS -> badScope("An API key can't have the scope " + refused.scope() + ".");
            case SCOPE_NOT_HELD -> new InsufficientScope(Objects.requireNonNull(refused.scope()));
            case SCOPE_WIDER -> wider(refused.scope());
            case BAD_EXPIRY ->
                new ApiRefusal(ApiError.badRequest(
                        "expires_at must be in the future, at most " + ApiKeyIssuer.MAX_YEARS + " years from now."));
            case REPLACED_ALREADY ->
                conflict(
                        "already_rotated",
                        "This API key has been rotated before; rotate its successor instead, or create a key if that is revoked.");
            case CHANGED_MEANWHILE -> conflict("conflict", "This API key was changed during the request. Try again.");
            case OWNER_DEPARTED -> new InvalidBearerTokenException("the person was deleted or banned at Clerk");
            case TOO_MANY_KEYS ->
                conflict(
                        "too_many_keys",
                        "You have " + keys.perOwner()
                                + " API keys, or as many rotated ones that are still valid, the maximum. Revoke one first.");
        };
    }

    private ApiRefusal of(Change.Refused refused) {
        return switch (refused.reason()) {
            case NO_SCOPES -> badScope("scopes must name at least one scope. To end a key, revoke it.");
            case WIDER -> wider(refused.scope());
            case OTHER_NETWORKS ->
                new ApiRefusal(ApiError.badRequest(
                        "allowed_ips must lie within the networks that the key has. For others, create another key."));
            case LATER ->
                new ApiRefusal(
                        ApiError.badRequest(
                                "expires_at can't be later than the key's current expiry. For a longer lifetime, rotate the key."));
            case GONE -> revoked();
        };
    }

    private static ApiRefusal wider(@Nullable Scope scope) {
        return badScope("This API key does not cover " + scope
                + ", and scopes can't be added to a key. Create another key for it.");
    }

    private static ApiRefusal conflict(String code, String message) {
        return new ApiRefusal(ApiError.of(409, code, message));
    }

    private static ApiRefusal badScope(String message) {
        return new ApiRefusal(ApiError.of(400, "invalid_scope", message));
    }

    private static ApiRefusal tooManyToday(String what, Duration left) {
        return new ApiRefusal(new ApiError(
                429,
                "rate_limited",
                "You have " + what + " within a day, the maximum. Try again later.",
                Map.of(HttpHeaders.RETRY_AFTER, Long.toString(left.toSeconds()))));
    }
}
