package com.hubify.identity.server.apikey.issuance;

import com.hubify.identity.protocol.Scope;
import com.hubify.identity.protocol.Scopes;
import com.hubify.identity.server.apikey.ApiKey;
import com.hubify.identity.server.apikey.ApiKeyTerms;
import com.hubify.identity.server.apikey.ApiKeys;
import com.hubify.identity.server.apikey.ApiKeys.Addition;
import com.hubify.identity.server.apikey.change.ApiKeyChanges;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/**
 * Rotates keys. During the overlap both keys are valid, so that nothing fails while the new one is deployed. The old
 * one ends with the overlap, or earlier, once the new one is used and the old one has been unused for a while.
 */
@Service
public class ApiKeyRotator {

    private final ApiKeys keys;
    private final ApiKeyIssuer issuer;
    private final ApiKeyChanges changes;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    ApiKeyRotator(
            ApiKeys keys, ApiKeyIssuer issuer, ApiKeyChanges changes, Clock clock, ApplicationEventPublisher events) {
        this.keys = keys;
        this.issuer = issuer;
        this.changes = changes;
        this.clock = clock;
        this.events = events;
    }

    /**
     * Issues a key with the same terms to replace this one.
     *
     * @param held scopes of the requesting credential. They must cover the key's: otherwise rotation would extend its
     *     access
     * @param overlap how long the old key stays valid; from zero to {@link ApiKeys#LONGEST_OVERLAP}
     * @param expiresAt when the new key expires; null for the lifetime that the old key had, or its revoked successor
     */
    public Issuance rotate(ApiKey key, Scopes held, Duration overlap, @Nullable Instant expiresAt) {
        return rotate(key, key.termsOfSuccessor().scopes(), held, overlap, expiresAt, null);
    }

    /**
     * The same, once, and with other scopes for the new key.
     *
     * @param scopes scopes that {@link ApiKey#termsOfSuccessor} cover: every holder of the key could otherwise get access that
     *     its owner never gave it
     * @param request null if it may issue several; else asked about with {@link RepeatedIssuance} after the key was read, since
     *     that may have been rotated by it
     */
    public Issuance rotate(
            ApiKey key,
            Scopes scopes,
            Scopes held,
            Duration overlap,
            @Nullable Instant expiresAt,
            @Nullable IdempotentRequest request) {
        Optional<ApiKey> replaced = lastOf(key);
        if (replaced.isEmpty()) {
            return new Issuance.Refused(Issuance.Reason.REPLACED_ALREADY, null);
        }
        ApiKeyTerms same = key.termsOfSuccessor();
        Optional<Scope> wider = same.scopes().firstNotCovered(scopes);
        if (wider.isPresent()) {
            return new Issuance.Refused(Issuance.Reason.SCOPE_WIDER, wider.get());
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        ApiKeyTerms terms = same.with(scopes).expiringAt(expiresAt == null ? sameLife(replaced.get(), now) : expiresAt);
        return ApiKeyIssuer.refusal(held, terms, now)
                .or(() -> postponed(key))
                .orElseGet(() -> replace(key, terms, now, end(overlap), request));
    }

    /** Whether the key has no successor, or one that was revoked. It then ends no later than it would have without another one. */
    public boolean canRotate(ApiKey key) {
        return lastOf(key).isPresent();
    }

    /** The key whose life a successor gets: a rotated key's own ends with its overlap. Empty if its successor was not revoked. */
    private Optional<ApiKey> lastOf(ApiKey key) {
        return key.succession() == null
                ? Optional.of(key)
                : keys.find(key.succession().successor()).filter(successor -> successor.revokedAt() != null);
    }

    /** In whole seconds. Rounded up: an overlap is never shorter than asked for. */
    private Instant end(Duration overlap) {
        Instant end = clock.instant().plus(overlap);
        Instant second = end.truncatedTo(ChronoUnit.SECONDS);
        return overlap.isZero() || second.equals(end) ? second : second.plusSeconds(1);
    }

    private static @Nullable Instant sameLife(ApiKey key, Instant now) {
        Instant end = key.expiresAt();
        if (end == null) {
            return null;
        }
        Instant same = now.plus(Duration.between(key.createdAt(), end));
        // Of two spans of ten years one may be a leap day longer.
        Instant latest = ApiKeyIssuer.latestEnd(now);
        return same.isAfter(latest) ? latest : same;
    }

    private Optional<Issuance> postponed(ApiKey key) {
        Duration wait = keys.countChange(key.owner());
        return wait.isZero() ? Optional.empty() : Optional.of(new Issuance.Postponed(wait));
    }

    private Issuance replace(
            ApiKey before, ApiKeyTerms terms, Instant now, Instant end, @Nullable IdempotentRequest request) {
        return issuer.store(before.holder(), terms, now, before.id(), request, (successor, once) -> {
            ApiKey succeeded = before.succeededBy(successor.id(), now, end);
            return changes.announce(
                    before,
                    () -> add(successor, before, succeeded, once),
                    addition -> addition == Addition.ADDED,
                    now.plus(keys.quietBeforeEnd()));
        });
    }

    private Addition add(ApiKey successor, ApiKey before, ApiKey succeeded, ApiKeys.@Nullable Once once) {
        Addition addition = keys.addSuccessor(successor, before, succeeded, once);
        if (addition == Addition.ADDED) {
            // Before services are told of it: where that fails, the key is replaced nevertheless.
            events.publishEvent(new ApiKeyRotated(succeeded, successor.id(), successor.createdAt()));
        }
        return addition;
    }
}
