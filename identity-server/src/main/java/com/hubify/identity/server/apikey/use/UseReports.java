package com.hubify.identity.server.apikey.use;

import com.hubify.identity.server.apikey.ApiKey;
import com.hubify.identity.server.apikey.ApiKeys;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Service;

/**
 * Takes reports of services about the use of keys, as far as they are plausible: about keys that exist, of recent times, and of scopes
 * that the key has.
 */
@Service
class UseReports {

    /** Services report every few seconds, and give up after a few minutes. */
    private static final Duration LATEST = Duration.ofHours(1);

    private final ApiKeys keys;
    private final ApiKeyUseRecords records;
    private final Clock clock;

    UseReports(ApiKeys keys, ApiKeyUseRecords records, Clock clock) {
        this.keys = keys;
        this.records = records;
        this.clock = clock;
    }

    void add(List<ReportedUse> uses, String batch, String service) {
        uses.forEach(use -> keys.find(use.key()).ifPresent(key -> add(key, use, batch, service)));
    }

    private void add(ApiKey key, ReportedUse use, String batch, String service) {
        Instant now = clock.instant();
        Instant earliest = now.minus(LATEST);
        ReportedUse plausible = use.within(
                        key.createdAt().isAfter(earliest) && !key.createdAt().isAfter(now) ? key.createdAt() : earliest,
                        now)
                .with(key.scopes()::cover);
        records.add(plausible, batch, service);
        if (use.count() > 0) {
            keys.noteUse(key.id(), plausible.at());
        }
    }
}
