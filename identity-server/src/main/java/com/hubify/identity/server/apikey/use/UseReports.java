package com.hubify.identity.server.apikey.use;

import com.hubify.identity.server.apikey.ApiKey;
import com.hubify.identity.server.apikey.ApiKeys;
import com.hubify.identity.server.apikey.introspection.KeyServices;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Service;

/**
 * Takes reports of services about the use of keys, as far as they are plausible: about keys that exist and that the service was told
 * of, of recent times, of counts that a service can reach, and of scopes that the key has.
 */
@Service
class UseReports {

    /** Services report every few seconds, and give up after a few minutes. */
    private static final Duration LATEST = Duration.ofHours(1);

    /** For a key in a report: 2,700 requests a second for the longest interval, an hour; 300,000 for the usual one. */
    private static final long MOST_USES = 10_000_000;

    private final ApiKeys keys;
    private final KeyServices services;
    private final ApiKeyUseRecords records;
    private final Clock clock;

    UseReports(ApiKeys keys, KeyServices services, ApiKeyUseRecords records, Clock clock) {
        this.keys = keys;
        this.services = services;
        this.records = records;
        this.clock = clock;
    }

    /**
     * Attack: a service makes up uses of a key that was never sent to it, whose id is public: to hide who uses it, or to have a
     * rotated key revoked early, as if its successor were in use.
     */
    void add(List<ReportedUse> uses, String batch, String service) {
        uses.stream()
                .filter(use -> services.knows(service, use.key()))
                .forEach(use -> keys.find(use.key()).ifPresent(key -> add(key, use, batch, service)));
    }

    private void add(ApiKey key, ReportedUse use, String batch, String service) {
        Instant now = clock.instant();
        Instant earliest = now.minus(LATEST);
        ReportedUse plausible = use.within(
                        key.createdAt().isAfter(earliest) && !key.createdAt().isAfter(now) ? key.createdAt() : earliest,
                        now)
                .with(key.scopes()::cover)
                .atMost(MOST_USES);
        records.add(plausible, batch, service);
        if (use.count() > 0) {
            keys.noteUse(key.id(), plausible.at());
        }
    }
}
