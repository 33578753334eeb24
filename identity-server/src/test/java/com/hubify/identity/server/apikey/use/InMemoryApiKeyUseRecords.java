package com.hubify.identity.server.apikey.use;

import com.hubify.identity.protocol.Scope;
import com.hubify.identity.server.apikey.ApiKeyId;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Keeps the use of keys as long as the test runs. */
public final class InMemoryApiKeyUseRecords implements ApiKeyUseRecords {

    private final Map<ApiKeyId, Map<String, String>> fields = new HashMap<>();
    private final Set<String> batches = new HashSet<>();
    private final Clock clock;

    public InMemoryApiKeyUseRecords(Clock clock) {
        this.clock = clock;
    }

    public synchronized void forget() {
        fields.clear();
        batches.clear();
    }

    /** Adds uses of a key on a day, by a service with an address. */
    public void add(ApiKeyId key, long count, Instant at, Map<String, Long> scopes) {
        Map<Scope, Long> used = new HashMap<>();
        scopes.forEach((scope, uses) -> used.put(new Scope(scope), uses));
        add(new ReportedUse(key, count, at, "192.0.2.1", used), "batch-" + batches.size(), "labs");
    }

    @Override
    public synchronized boolean add(ReportedUse use, String batch, String service) {
        if (!batches.add(use.key() + batch)) {
            return false;
        }
        Map<String, String> known = fields.computeIfAbsent(use.key(), any -> new HashMap<>());
        String day = Long.toString(day(use.at()).toEpochDay());
        known.merge(day, Long.toString(use.count()), InMemoryApiKeyUseRecords::sum);
        use.scopes()
                .forEach((scope, count) ->
                        known.merge(day + " " + scope, Long.toString(count), InMemoryApiKeyUseRecords::sum));
        String at = Long.toString(use.at().getEpochSecond());
        known.putIfAbsent(StoredUse.SINCE, at);
        if (Long.parseLong(at) >= Long.parseLong(known.getOrDefault(StoredUse.LAST, "0"))) {
            known.put(StoredUse.LAST, at);
            known.put(StoredUse.SERVICE, service);
            known.put(StoredUse.ADDRESS, Objects.requireNonNullElse(use.address(), ""));
        }
        return true;
    }

    @Override
    public synchronized RecordedUse find(ApiKeyId key) {
        return StoredUse.read(
                fields.getOrDefault(key, Map.of()), day(clock.instant()).minusDays(KEPT.toDays() - 1));
    }

    private static String sum(String one, String other) {
        return Long.toString(Long.parseLong(one) + Long.parseLong(other));
    }

    private static LocalDate day(Instant time) {
        return LocalDate.ofInstant(time, ZoneOffset.UTC);
    }
}
