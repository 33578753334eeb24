package com.hubify.identity.server.apikey.member;

import com.hubify.identity.protocol.Scopes;
import com.hubify.identity.server.account.AccountId;
import com.hubify.identity.server.apikey.ApiKey;
import com.hubify.identity.server.apikey.ApiKeyId;
import com.hubify.identity.server.apikey.ApiKeyRevoked;
import com.hubify.identity.server.apikey.ApiKeyRevoker;
import com.hubify.identity.server.apikey.ApiKeys;
import com.hubify.identity.server.organization.Membership;
import com.hubify.identity.server.organization.acting.ActingMembers;
import com.hubify.identity.server.standing.Departures;
import java.util.List;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * The keys that people manage: their own, and those of organizations in which their role allows it, read anew each time. All others are
 * alike to them, whether they exist or not.
 */
@Component
public class ManagedKeys {

    private final ApiKeys keys;
    private final ApiKeyRevoker revoker;
    private final ActingMembers members;
    private final Departures departures;
    private final ApplicationEventPublisher events;

    public ManagedKeys(
            ApiKeys keys,
            ApiKeyRevoker revoker,
            ActingMembers members,
            Departures departures,
            ApplicationEventPublisher events) {
        this.keys = keys;
        this.revoker = revoker;
        this.members = members;
        this.departures = departures;
        this.events = events;
    }

    /** The organizations whose keys a person manages, by title. */
    public List<Membership> organizations(AccountId person) {
        return members.managedBy(person);
    }

    /**
     * One of them.
     *
     * @param name its id or slug; an id goes before another's slug
     */
    public Optional<Membership> organization(AccountId person, String name) {
        List<Membership> all = organizations(person);
        return all.stream()
                .filter(it -> it.organization().id().equals(name))
                .findFirst()
                .or(() -> all.stream()
                        .filter(it -> name.equals(it.organization().slug()))
                        .findFirst());
    }

    /** A key that the person manages, revoked or not. */
    public Optional<ApiKey> find(AccountId person, String id) {
        return ApiKeyId.parse(id).flatMap(keys::find).filter(key -> isManagedBy(person, key));
    }

    private boolean isManagedBy(AccountId person, ApiKey key) {
        return key.isOrganizations()
                ? organization(person, key.owner().value()).isPresent()
                : key.owner().equals(person);
    }

    /** What the person's credential holds for this key: of an organization's, what the role there allows of it. */
    public Scopes held(AccountId person, ApiKey key, Scopes held) {
        return key.isOrganizations()
                ? organization(person, key.owner().value())
                        .map(membership -> within(held, membership))
                        .orElse(Scopes.none())
                : held;
    }

    /** What the role allows of what a credential holds. */
    public Scopes within(Scopes held, Membership membership) {
        return members.within(held, membership);
    }

    /**
     * Notes who has done something to an organization's key; others are their owner's. A new key is revoked again if the person may no
     * longer make it. Attack: have keys made while the role is taken away; they would outlive it.
     *
     * @return false if the key was revoked
     */
    public boolean note(AccountId person, ApiKey key, ManagedKey.Act act) {
        if (!key.isOrganizations()) {
            return true;
        }
        boolean makes = act == ManagedKey.Act.CREATED || act == ManagedKey.Act.ROTATED;
        if (makes && (departures.isBarredForGood(person) || !isManagedBy(person, key))) {
            revoker.revoke(key, ApiKeyRevoked.Cause.MEMBERSHIP);
            return false;
        }
        events.publishEvent(new ManagedKey(key.id(), key.owner().value(), person, act));
        return true;
    }
}
