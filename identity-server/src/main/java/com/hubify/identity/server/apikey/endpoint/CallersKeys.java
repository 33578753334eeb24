package com.hubify.identity.server.apikey.endpoint;

import com.hubify.identity.protocol.Scope;
import com.hubify.identity.server.account.AccountId;
import com.hubify.identity.server.api.ApiCaller;
import com.hubify.identity.server.api.ApiError;
import com.hubify.identity.server.api.ApiRefusal;
import com.hubify.identity.server.apikey.ApiKey;
import com.hubify.identity.server.apikey.ApiKeys;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.stereotype.Component;

/** The keys of the person behind an access token, and no others. */
@Component
public class CallersKeys {

    private static final Scope READ = new Scope("api-keys:read");
    private static final Scope WRITE = new Scope("api-keys:write");

    private final ApiKeys keys;
    private final ApiKeyRefusals refusals;
    private final Clock clock;

    CallersKeys(ApiKeys keys, ApiKeyRefusals refusals, Clock clock) {
        this.keys = keys;
        this.refusals = refusals;
        this.clock = clock;
    }

    /** The person, whose token must have the scope to read keys. */
    public static AccountId reader(@Nullable Jwt token) {
        return owner(ApiCaller.of(token), READ);
    }

    /** The person, whose token must have the scope to make, change and revoke keys. */
    static AccountId writer(@Nullable Jwt token) {
        return owner(ApiCaller.of(token), WRITE);
    }

    private static AccountId owner(ApiCaller caller, Scope needed) {
        caller.require(needed);
        if (!caller.isPerson()) {
            throw new ApiRefusal(ApiError.of(
                    403, "forbidden", "API keys belong to people; use the access token of a signed-in person."));
        }
        return new AccountId(caller.subject());
    }

    /**
     * One of theirs, revoked or not.
     *
     * @throws ApiRefusal 404, alike for an unknown id and another person's
     */
    public ApiKey known(AccountId owner, String id) {
        return known(keys.find(owner, id));
    }

    /** One of theirs that is not revoked. */
    ApiKey usable(AccountId owner, String id) {
        return usable(keys.find(owner, id));
    }

    ApiKey usable(Optional<ApiKey> found) {
        ApiKey key = known(found);
        if (!key.usableAt(clock.instant())) {
            throw refusals.revoked();
        }
        return key;
    }

    private static ApiKey known(Optional<ApiKey> found) {
        return found.orElseThrow(
                () -> new ApiRefusal(ApiError.of(404, "not_found", "You have no API key with that id.")));
    }
}
