package com.hubify.identity.server.audit.retention;

import com.hubify.identity.protocol.RandomText;
import com.hubify.identity.server.audit.checkpoint.AuditCheckpoints;
import com.hubify.identity.server.audit.trail.AuditBounds;
import com.hubify.identity.server.audit.trail.AuditStream;
import com.hubify.identity.server.audit.trail.RecordLink;
import com.hubify.identity.server.background.BackgroundWork;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Removes what is older than a stream keeps, or more than it keeps, on one node at a time. A checkpoint says it first; without a
 * signature nothing is removed here.
 */
@Component
final class AuditRetention {

    private static final Logger log = LoggerFactory.getLogger(AuditRetention.class);

    private static final Duration EVERY = Duration.ofSeconds(10);
    private static final Duration TURN = Duration.ofMinutes(1);
    private static final int NODE_ID_BYTES = 12;

    /** A checkpoint stays below the 16 KB that this server reads. */
    private static final int MOST_CHAINS = 100;

    private static final int MOST_AT_ONCE = 50_000;
    private static final int MOST_UNEXPLAINED = 1_000;

    private final String node = RandomText.ofBytes(NODE_ID_BYTES, new SecureRandom());
    private final TrimStore store;
    private final AuditCheckpoints checkpoints;
    private final AuditBounds bounds;
    private final Clock clock;
    private final Set<String> unexplained = new HashSet<>();

    AuditRetention(
            TrimStore store, AuditCheckpoints checkpoints, AuditBounds bounds, Clock clock, BackgroundWork background) {
        this.store = store;
        this.checkpoints = checkpoints;
        this.bounds = bounds;
        this.clock = clock;
        background.repeat("audit-retention", "Removing old records of the audit trail", EVERY, this::step);
    }

    /** Removes what is due. */
    void step() {
        if (!store.takeTurn(node, TURN)) {
            return;
        }
        checkpoints.readOthers();
        Map<AuditStream, String> firstKept = new EnumMap<>(AuditStream.class);
        Map<String, Long> said = new HashMap<>();
        for (AuditStream stream : AuditStream.values()) {
            if (said.size() < MOST_CHAINS) {
                plan(stream, firstKept, said);
            }
        }
        if (!firstKept.isEmpty()) {
            checkpoints.write(said);
            firstKept.forEach(store::trim);
        }
        store.trimCheckpoints(clock.instant().minus(bounds.checkpoints()));
    }

    private void plan(AuditStream stream, Map<AuditStream, String> firstKept, Map<String, Long> said) {
        Trimming trimming = new Trimming(checkpoints.trimmed());
        String first = read(stream, trimming);
        if (first != null) {
            trimming.end(checkpoints::signed);
            report(stream, trimming.unexplained());
            said.putAll(trimming.said());
            firstKept.put(stream, first);
        }
    }

    /** Reads what is to be removed, and what comes after it. Returns where that begins; null if nothing is removed. */
    private @Nullable String read(AuditStream stream, Trimming trimming) {
        long tooMany = tooMany(stream);
        Instant tooOld =
                clock.instant().minus(Objects.requireNonNull(bounds.kept().get(stream)));
        String first = null;
        String last = null;
        long count = 0;
        for (List<TrimStore.Stored> page = store.after(stream, null);
                !page.isEmpty();
                page = store.after(stream, last)) {
            for (TrimStore.Stored stored : page) {
                boolean isRemoved = first == null
                        && (count < tooMany || stored.at().isBefore(tooOld))
                        && count < MOST_AT_ONCE
                        && trimming.chains() < MOST_CHAINS;
                if (!isRemoved && count == 0) {
                    return null;
                }
                if (!isRemoved && first == null) {
                    first = stored.id();
                }
                if (first != null && !trimming.isOpen()) {
                    return first;
                }
                RecordLink.of(stored.json()).ifPresent(isRemoved ? trimming::remove : trimming::keep);
                count++;
                last = stored.id();
            }
        }
        return first == null && last != null ? after(last) : first;
    }

    /** A tenth over the length, so that there is a checkpoint for thousands of records, not for each. */
    private long tooMany(AuditStream stream) {
        long length = store.length(stream);
        return length > bounds.streamLength() + bounds.streamLength() / 10 ? length - bounds.streamLength() : 0;
    }

    /** The place after the last record, of a stream of which nothing is kept. */
    private static String after(String last) {
        int dash = last.indexOf('-');
        return last.substring(0, dash) + "-"
                + Long.toUnsignedString(Long.parseUnsignedLong(last.substring(dash + 1)) + 1);
    }

    private void report(AuditStream stream, Set<String> chains) {
        chains.stream()
                .filter(chain -> unexplained.size() < MOST_UNEXPLAINED && unexplained.add(chain))
                .forEach(chain -> log.error(
                        "Records of chain {} are missing from {}, or were changed, before they were removed for their age or number:"
                                + " Redis lost them, or somebody took them away. No checkpoint will say that they were removed",
                        chain,
                        stream.key()));
    }
}
