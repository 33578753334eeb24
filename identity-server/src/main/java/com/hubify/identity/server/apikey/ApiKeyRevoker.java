package com.hubify.identity.server.apikey;

import com.hubify.identity.protocol.Revocation;
import com.hubify.identity.server.account.AccountId;
import com.hubify.identity.server.revocation.Revocations;
import com.hubify.identity.server.revocation.RevokedByOperator;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;

/**
 * Kills keys. Two writes in two places, in this order:
 *
 * <ol>
 *   <li>The revocation is published. From here on no service that remembers the key accepts it, and {@link ApiKeyVerifier},
 *       which asks the revocations too, refuses it.
 *   <li>The key is marked, which lasts when the revocation has long been forgotten.
 * </ol>
 *
 * <p>A crash in between leaves a key that nobody accepts, and whoever tries it next makes the mark. The other order would
 * leave a marked key alive in the memory of every service that knew it, and nobody would ever tell them.
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

    /** Revokes a key at once and everywhere. Repeating it is harmless. */
    public void revoke(ApiKey key, ApiKeyRevoked.Cause cause) {
        revocations.publish(new Revocation(key.ancestor(), now()));
        mark(key, cause);
    }

    /** Makes a revocation last that is published already. */
    void mark(ApiKey key, ApiKeyRevoked.Cause cause) {
        Instant now = now();
        if (keys.revoke(key.id(), now)) {
            events.publishEvent(new ApiKeyRevoked(key.id(), key.owner(), cause, now));
        }
    }

    /** A key nobody tries while the revocation is remembered would come back to life after that. */
    @EventListener
    void on(RevokedByOperator event) {
        Revocation revocation = event.revocation();
        String id = revocation.ancestor().id();
        switch (revocation.ancestor().kind()) {
            case KEY ->
                ApiKeyId.parse(id).flatMap(keys::find).ifPresent(key -> mark(key, ApiKeyRevoked.Cause.OPERATOR));
            case SUBJECT ->
                AccountId.parse(id).map(keys::ownedBy).stream()
                        .flatMap(List::stream)
                        .filter(key -> revocation.kills(key.lineage()))
                        .forEach(key -> mark(key, ApiKeyRevoked.Cause.ANCESTOR));
            default -> {
                // keys descend from nothing else
            }
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }
}
