package com.hubify.identity.server.apikey.change;

import com.hubify.identity.protocol.Scope;
import com.hubify.identity.server.apikey.ApiKey;
import com.hubify.identity.server.apikey.ApiKeyTerms;
import com.hubify.identity.server.apikey.ApiKeys;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/**
 * Renames and narrows keys. Scopes, networks and lifetime can only be reduced: otherwise every holder of a key, such as the
 * finder of a leaked one, would gain access too.
 */
@Service
public class ApiKeyEditor {

    /** Of two concurrent changes, the second is applied to the result of the first. */
    private static final int ATTEMPTS = 5;

    private final ApiKeys keys;
    private final ApiKeyChanges changes;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    ApiKeyEditor(ApiKeys keys, ApiKeyChanges changes, Clock clock, ApplicationEventPublisher events) {
        this.keys = keys;
        this.changes = changes;
        this.clock = clock;
        this.events = events;
    }

    /**
     * Changes the terms of a key. The change applies at every service within 250 ms after this returns.
     *
     * @param wanted computes the new terms from those the key has; may be called several times
     */
    public Change change(ApiKey key, UnaryOperator<ApiKeyTerms> wanted) {
        Optional<ApiKey> current = Optional.of(key);
        for (int i = 0; i < ATTEMPTS && current.isPresent(); i++) {
            ApiKey before = current.get();
            ApiKeyTerms terms = wanted.apply(before.terms());
            Optional<Change> settled = settled(before, terms);
            if (settled.isPresent()) {
                return settled.get();
            }
            ApiKey after = before.on(terms);
            if (changes.announce(before, () -> replace(before, after), made -> made, null)) {
                return new Change.Changed(after);
            }
            current = keys.find(key.id()).filter(found -> found.usableAt(clock.instant()));
        }
        if (current.isPresent()) {
            throw new IllegalStateException(
                    "the API key could not be changed: other requests changed it at each attempt");
        }
        return new Change.Refused(Change.Reason.GONE, null);
    }

    private boolean replace(ApiKey before, ApiKey after) {
        boolean changed = keys.change(before, after);
        if (changed) {
            // Before services are told of it: where that fails, the key is changed nevertheless.
            events.publishEvent(ApiKeyChanged.of(after, clock.instant()));
        }
        return changed;
    }

    /** The result if no change is needed or allowed. */
    private Optional<Change> settled(ApiKey before, ApiKeyTerms terms) {
        if (terms.equals(before.terms())) {
            // The answer says the same of services, and the request may be the second attempt at a change.
            changes.finish(before);
            return Optional.of(new Change.Changed(before));
        }
        Optional<Change> refused = refused(before.terms(), terms);
        if (refused.isPresent()) {
            return refused;
        }
        Duration wait = keys.countChange(before.owner());
        return wait.isZero() ? Optional.empty() : Optional.of(new Change.Postponed(wait));
    }

    private Optional<Change> refused(ApiKeyTerms before, ApiKeyTerms terms) {
        // A leaked key may have none left, and be renamed.
        if (terms.scopes().areNone() && !before.scopes().areNone()) {
            return Optional.of(new Change.Refused(Change.Reason.NO_SCOPES, null));
        }
        Optional<Scope> wider = before.scopes().firstNotCovered(terms.scopes());
        if (wider.isPresent()) {
            return Optional.of(new Change.Refused(Change.Reason.WIDER, wider.get()));
        }
        if (!before.allowedIps().coverAll(terms.allowedIps())) {
            return Optional.of(new Change.Refused(Change.Reason.OTHER_NETWORKS, null));
        }
        return endsLater(before.expiresAt(), terms.expiresAt())
                ? Optional.of(new Change.Refused(Change.Reason.LATER, null))
                : Optional.empty();
    }

    private static boolean endsLater(@Nullable Instant before, @Nullable Instant after) {
        return before != null && (after == null || after.isAfter(before));
    }
}
