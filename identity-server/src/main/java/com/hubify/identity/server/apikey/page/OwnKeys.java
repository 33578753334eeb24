package com.hubify.identity.server.apikey.page;

import com.hubify.identity.protocol.Scope;
import com.hubify.identity.protocol.Scopes;
import com.hubify.identity.server.account.AccountId;
import com.hubify.identity.server.apikey.ApiKey;
import com.hubify.identity.server.apikey.ApiKey.Holder;
import com.hubify.identity.server.apikey.ApiKeys;
import com.hubify.identity.server.apikey.member.ManagedKey.Act;
import com.hubify.identity.server.apikey.member.ManagedKeys;
import com.hubify.identity.server.organization.Membership;
import java.security.Principal;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

/** The keys that the person signed in manages, and no others: their own, and those of organizations in which they may. */
@Component
class OwnKeys {

    /** A person in their own browser has every scope that keys may have. */
    private static final Scopes HELD = Scopes.of(List.of(Scope.ALL));

    private final ApiKeys keys;
    private final ManagedKeys managed;
    private final Clock clock;

    OwnKeys(ApiKeys keys, ManagedKeys managed, Clock clock) {
        this.keys = keys;
        this.managed = managed;
        this.clock = clock;
    }

    /** Some of their own that work, newest first. */
    ApiKeys.Page page(Principal signedIn, int skip, int limit) {
        return keys.page(owner(signedIn), null, skip, limit);
    }

    /** The same of an organization, or their own if it is null. */
    ApiKeys.Page page(Principal signedIn, @Nullable Membership of, int skip, int limit) {
        return of == null
                ? page(signedIn, skip, limit)
                : keys.page(new AccountId(of.organization().id()), null, skip, limit);
    }

    /** The organizations whose keys they manage, by title. */
    List<Membership> organizations(Principal signedIn) {
        return managed.organizations(owner(signedIn));
    }

    /**
     * One of them; null for the person themselves, who is meant by nothing.
     *
     * @throws ResponseStatusException 404, alike for others and what does not exist
     */
    @Nullable
    Membership organization(Principal signedIn, @Nullable String id) {
        return id == null || id.isEmpty()
                ? null
                : managed.organization(owner(signedIn), id)
                        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    /** For whom a new key is to act; as above. */
    Holder holder(Principal signedIn, @Nullable Membership of) {
        return of == null
                ? Holder.person(owner(signedIn), null)
                : Holder.organization(of.organization().id(), owner(signedIn));
    }

    /** What they may give a new key of that owner. */
    Scopes held(@Nullable Membership of) {
        return of == null ? HELD : managed.within(HELD, of);
    }

    /** What they may give a successor of the key. */
    Scopes held(Principal signedIn, ApiKey key) {
        return managed.held(owner(signedIn), key, HELD);
    }

    /**
     * Notes what they did to the key.
     *
     * @return false if a new key was revoked, since they may no longer make it
     */
    boolean note(Principal signedIn, ApiKey key, Act act) {
        return managed.note(owner(signedIn), key, act);
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
        return Optional.ofNullable(id).flatMap(text -> managed.find(owner(signedIn), text));
    }

    private static ApiKey known(Optional<ApiKey> found) {
        return found.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private static AccountId owner(Principal signedIn) {
        return new AccountId(signedIn.getName());
    }
}
