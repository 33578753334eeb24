package com.hubify.identity.server.apikey;

import com.hubify.identity.protocol.Revocation;
import com.hubify.identity.server.account.AccountId;
import com.hubify.identity.server.organization.OrganizationEnded;
import com.hubify.identity.server.revocation.Revocations;
import com.hubify.identity.server.revocation.RevokedByOperator;
import com.hubify.identity.server.standing.Ends;
import com.hubify.identity.server.standing.StandingChanged;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Service;

/**
 * Revokes API keys. Two writes, in this order:
 *
 * <ol>
 *   <li>The revocation is published. From here on no service that has cached the key accepts it, and {@link StoredApiKeyVerifier},
 *       which checks revocations too, refuses it.
 *   <li>The key is marked as revoked, for longer than the revocation is stored.
 * </ol>
 *
 * <p>After a crash in between, no service accepts the key, and the next attempt to use it makes the mark. In the other
 * order, a marked key would stay valid in the cache of every service, with no event to end it.
 */
@Service
public class ApiKeyRevoker {

    private final ApiKeys keys;
    private final Revocations revocations;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    public ApiKeyRevoker(ApiKeys keys, Revocations revocations, Clock clock, ApplicationEventPublisher events) {
        this.keys = keys;
        this.revocations = revocations;
        this.clock = clock;
        this.events = events;
    }

    /** Revokes a key, for all services. Idempotent. */
    public void revoke(ApiKey key, ApiKeyRevoked.Cause cause) {
        revocations.publish(new Revocation(key.ancestor(), now()));
        mark(key, cause);
    }

    /**
     * Revokes all keys that an owner has now.
     *
     * @return how many
     */
    public int revokeAll(AccountId owner, ApiKeyRevoked.Cause cause) {
        List<ApiKey> all = keys.ownedBy(owner);
        all.forEach(key -> revoke(key, cause));
        return all.size();
    }

    /** Marks a key whose revocation is published already. */
    void mark(ApiKey key, ApiKeyRevoked.Cause cause) {
        Instant now = now();
        if (keys.revoke(key.id(), now)) {
            events.publishEvent(new ApiKeyRevoked(key.id(), key.owner(), cause, now));
        }
    }

    /**
     * Marks a key that an operator has revoked. Otherwise a key that is not used until its revocation is no longer
     * stored would be valid again.
     */
    @EventListener
    void on(RevokedByOperator event) {
        Revocation revocation = event.revocation();
        String id = revocation.ancestor().id();
        switch (revocation.ancestor().kind()) {
            case KEY ->
                ApiKeyId.parse(id).flatMap(keys::find).ifPresent(key -> mark(key, ApiKeyRevoked.Cause.OPERATOR));
            // An organization is the owner of its own keys.
            case SUBJECT, ORGANIZATION ->
                AccountId.parse(id).map(keys::ownedBy).stream()
                        .flatMap(List::stream)
                        .filter(key -> revocation.kills(key.lineage()))
                        .forEach(key -> mark(key, ApiKeyRevoked.Cause.ANCESTOR));
            default -> {
                // API keys have no other ancestors
            }
        }
    }

    /** Marks the keys of a person who was deleted or banned. The person's revocation is published, and ends them already. */
    @EventListener
    @Order(0)
    void on(StandingChanged event) {
        if (event.ends() == Ends.EVERYTHING) {
            keys.ownedBy(event.person()).forEach(key -> mark(key, ApiKeyRevoked.Cause.DEPARTED));
        }
    }

    /** Marks the keys of an organization that was deleted. Its revocation is published, and ends them already. */
    @EventListener
    void on(OrganizationEnded event) {
        AccountId.parse(event.organization()).map(keys::ownedBy).stream()
                .flatMap(List::stream)
                .forEach(key -> mark(key, ApiKeyRevoked.Cause.ANCESTOR));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }
}
