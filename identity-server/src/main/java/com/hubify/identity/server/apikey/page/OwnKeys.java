package com.hubify.identity.server.apikey.page;

import com.hubify.identity.server.account.AccountId;
import com.hubify.identity.server.apikey.ApiKey;
import com.hubify.identity.server.apikey.ApiKeys;
import java.security.Principal;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

/** The keys of the person signed in, and no others. */
@Component
class OwnKeys {

    private final ApiKeys keys;
    private final Clock clock;

    OwnKeys(ApiKeys keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /** Some of those that work, newest first. */
    ApiKeys.Page page(Principal signedIn, int skip, int limit) {
        return keys.page(owner(signedIn), null, skip, limit);
    }

    /**
     * A key of theirs, revoked or not.
     *
     * @throws ResponseStatusException 404, alike for an unknown id and another person's, so that ids can't be probed
     */
    ApiKey key(Principal signedIn, String id) {
        return known(find(signedIn, id));
    }

    /**
     * A key of theirs that works.
     *
     * @throws ResponseStatusException 404 as above, and if it is revoked
     */
    ApiKey usable(Principal signedIn, String id) {
        return usable(find(signedIn, id));
    }

    /** The same of a key that was looked for. */
    ApiKey usable(Optional<ApiKey> found) {
        ApiKey key = known(found);
        if (!key.usableAt(clock.instant())) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        return key;
    }

    Optional<ApiKey> find(Principal signedIn, @Nullable String id) {
        return Optional.ofNullable(id).flatMap(text -> keys.find(owner(signedIn), text));
    }

    private static ApiKey known(Optional<ApiKey> found) {
        return found.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private static AccountId owner(Principal signedIn) {
        return new AccountId(signedIn.getName());
    }
}
