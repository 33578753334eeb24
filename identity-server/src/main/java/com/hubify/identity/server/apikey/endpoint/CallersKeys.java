package com.hubify.identity.server.apikey.endpoint;

import com.hubify.identity.protocol.Scope;
import com.hubify.identity.protocol.Scopes;
import com.hubify.identity.server.account.AccountId;
import com.hubify.identity.server.api.ApiCaller;
import com.hubify.identity.server.api.ApiError;
import com.hubify.identity.server.api.ApiRefusal;
import com.hubify.identity.server.apikey.ApiKey;
import com.hubify.identity.server.apikey.ApiKey.Holder;
import com.hubify.identity.server.apikey.member.ManagedKey.Act;
import com.hubify.identity.server.apikey.member.ManagedKeys;
import com.hubify.identity.server.organization.Membership;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.stereotype.Component;

/**
 * The keys that the person behind an access token manages, and no others. A token that acts for an organization reaches no other
 * one's, and the person's own.
 */
@Component
public class CallersKeys {

    private static final Scope READ = new Scope("api-keys:read");
    private static final Scope WRITE = new Scope("api-keys:write");

    private final ManagedKeys keys;
    private final ApiKeyRefusals refusals;
    private final Clock clock;

    CallersKeys(ManagedKeys keys, ApiKeyRefusals refusals, Clock clock) {
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
     * For whom a key is to act.
     *
     * @param owner the person's own id, or id or slug of an organization; null for the person, as they act
     * @throws ApiRefusal 403, alike for an organization that does not exist and one in which the role doesn't allow it
     */
    Holder holder(@Nullable Jwt token, @Nullable String owner) {
        ApiCaller caller = ApiCaller.of(token);
        AccountId person = new AccountId(caller.subject());
        return isTheirOwn(caller, owner)
                ? Holder.person(person, caller.organization())
                : Holder.organization(organization(caller, owner).organization().id(), person);
    }

    /** What the token's scopes allow to give a key of that owner; else as above. */
    Scopes held(@Nullable Jwt token, @Nullable String owner) {
        ApiCaller caller = ApiCaller.of(token);
        return isTheirOwn(caller, owner) ? caller.scopes() : keys.within(caller.scopes(), organization(caller, owner));
    }

    private static boolean isTheirOwn(ApiCaller caller, @Nullable String owner) {
        return owner == null || owner.equals(caller.subject());
    }

    private Membership organization(ApiCaller caller, @Nullable String owner) {
        return Optional.ofNullable(owner)
                .flatMap(name -> keys.organization(new AccountId(caller.subject()), name))
                .filter(it -> reaches(caller, it.organization().id()))
                .orElseThrow(() -> new ApiRefusal(ApiError.of(
                        403,
                        "forbidden",
                        "owner must be you, or the id or slug of an organization whose API keys you may manage.")));
    }

    // Attack: an application that was allowed to act for one organization makes keys of another.
    private static boolean reaches(ApiCaller caller, String organization) {
        return caller.organization() == null || organization.equals(caller.organization());
    }

    /** A key that they manage, revoked or not; empty alike for an unknown id and one of others. */
    Optional<ApiKey> find(@Nullable Jwt token, String id) {
        ApiCaller caller = ApiCaller.of(token);
        return keys.find(new AccountId(caller.subject()), id)
                .filter(key ->
                        !key.isOrganizations() || reaches(caller, key.owner().value()));
    }

    /** What the token's scopes allow to give a successor of the key. */
    Scopes held(@Nullable Jwt token, ApiKey key) {
        ApiCaller caller = ApiCaller.of(token);
        return keys.held(new AccountId(caller.subject()), key, caller.scopes());
    }

    /**
     * One that they manage, revoked or not, with a token that has the scope to read keys.
     *
     * @throws ApiRefusal 404, alike for an unknown id and one of others
     */
    public ApiKey readable(@Nullable Jwt token, String id) {
        reader(token);
        return known(find(token, id));
    }

    /** The same with a token that has the scope to change keys. */
    ApiKey writable(@Nullable Jwt token, String id) {
        writer(token);
        return known(find(token, id));
    }

    /**
     * Notes what they did to the key.
     *
     * @return false if a new key was revoked, since they may no longer make it
     */
    boolean note(@Nullable Jwt token, ApiKey key, Act act) {
        return keys.note(new AccountId(ApiCaller.of(token).subject()), key, act);
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
