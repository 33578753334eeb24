package com.hubify.identity.server.apikey.expiry;

import com.hubify.identity.server.apikey.ApiKey;
import com.hubify.identity.server.apikey.ApiKeyId;
import com.hubify.identity.server.apikey.ApiKeyRevoked;
import com.hubify.identity.server.apikey.ApiKeyVerification;
import com.hubify.identity.server.apikey.ApiKeys;
import com.hubify.identity.server.apikey.change.ApiKeyChanged;
import com.hubify.identity.server.apikey.expiry.ExpiryNotices.Entry;
import com.hubify.identity.server.apikey.issuance.ApiKeyCreated;
import com.hubify.identity.server.apikey.issuance.ApiKeyRotated;
import java.time.Clock;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Gives notice of keys that expire soon. Keys enter the index when they are made or changed, and when one that has two weeks
 * left is used: it may be older than the index, or Redis was away when it was made. Each is looked at again when it is due, so
 * that no notice is given of a key that has ended, was rotated, or has another end.
 */
@Component
class ExpiryWatch {

    private static final Logger LOG = LoggerFactory.getLogger(ExpiryWatch.class);

    /** Of a minute; one that is left out comes with its next use. */
    private static final int MOST_USED = 10_000;

    private final ExpiryNotices notices;
    private final ApiKeys keys;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    /** Keys in use that expire soon, with their end. */
    private final Map<ApiKeyId, Instant> used = new ConcurrentHashMap<>();

    ExpiryWatch(ExpiryNotices notices, ApiKeys keys, Clock clock, ApplicationEventPublisher events) {
        this.notices = notices;
        this.keys = keys;
        this.clock = clock;
        this.events = events;
    }

    @EventListener
    void on(ApiKeyCreated event) {
        quietly(event.id(), () -> keys.find(event.id()).ifPresent(key -> enter(key.id(), key.expiresAt())));
    }

    @EventListener
    void on(ApiKeyChanged event) {
        quietly(event.id(), () -> enter(event.id(), event.expiresAt()));
    }

    @EventListener
    void on(ApiKeyRotated event) {
        quietly(event.id(), () -> notices.remove(event.id()));
    }

    @EventListener
    void on(ApiKeyRevoked event) {
        quietly(event.id(), () -> notices.remove(event.id()));
    }

    /** A use, on the way of a request: it is only noted here. */
    @EventListener
    void on(ApiKeyVerification.Accepted use) {
        Instant end = use.key().expiresAt();
        if (end != null && use.key().succession() == null && used.size() < MOST_USED) {
            used.put(use.key().id(), end);
        }
    }

    /** Gives all notices that are due, on one thread at a time. Those that can't be given are due again after a minute. */
    void giveAll() {
        enterUsed();
        List<Entry> due = notices.takeDue(clock.instant());
        while (!due.isEmpty()) {
            giveEach(due);
            due = notices.takeDue(clock.instant());
        }
    }

    // One that can't be given does not hold up the others.
    private void giveEach(List<Entry> due) {
        RuntimeException failure = null;
        for (Entry entry : due) {
            try {
                give(entry);
            } catch (RuntimeException e) {
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private void enterUsed() {
        for (Iterator<Map.Entry<ApiKeyId, Instant>> each = used.entrySet().iterator(); each.hasNext(); ) {
            Map.Entry<ApiKeyId, Instant> key = each.next();
            enter(key.getKey(), key.getValue());
            each.remove();
        }
    }

    private void give(Entry entry) {
        Instant now = clock.instant();
        Optional<ApiKey> found =
                keys.find(entry.key()).filter(key -> key.usableAt(now)).filter(key -> key.succession() == null);
        found.ifPresent(key -> notice(entry, key, now));
        Optional<Instant> end = found.map(ApiKey::expiresAt);
        Optional<ExpiryStage> next = end.flatMap(it -> ExpiryStage.next(it, now));
        if (next.isPresent()) {
            notices.replace(
                    entry, new Entry(entry.key(), next.get()), next.get().before(end.get()));
        } else {
            notices.finish(entry);
        }
    }

    private void notice(Entry entry, ApiKey key, Instant now) {
        Instant end = key.expiresAt();
        if (end != null) {
            // After an outage several stages may have been reached: one notice is enough. Those before the entry's were
            // told of already.
            ExpiryStage.reached(end, now)
                    .filter(stage -> stage.compareTo(entry.stage()) >= 0)
                    .ifPresent(stage ->
                            events.publishEvent(new ApiKeyExpiring(key.id(), key.owner(), stage.days(), end, now)));
        }
    }

    private void enter(ApiKeyId key, @Nullable Instant end) {
        Instant now = clock.instant();
        if (end != null) {
            ExpiryStage.next(end, now).ifPresent(stage -> notices.enter(new Entry(key, stage), stage.before(end), now));
        }
    }

    // What has happened to the key is done. If it can't be entered, it is with its next use.
    private static void quietly(ApiKeyId key, Runnable entering) {
        try {
            entering.run();
        } catch (RuntimeException e) {
            LOG.warn("The end of the API key {} was not noted: {}", key, e.toString());
        }
    }
}
