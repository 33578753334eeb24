package com.hubify.identity.server.audit.retention;

import com.hubify.identity.server.audit.chain.ChainHead;
import com.hubify.identity.server.audit.trail.RecordLink;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What may be said of chains whose oldest records are removed. Attack: an insider takes records out of Redis, or puts others in their
 * place, and has the server sign that it was the retention. So it is said of a chain only if all its removed records are there, each
 * contains the hash of the one before, and what comes after them fits: the first record that is kept, or the last one that is signed.
 */
final class Trimming {

    private final Map<String, Long> begins;
    private final Map<String, RecordLink> removed = new LinkedHashMap<>();
    private final Set<String> unexplained = new HashSet<>();
    private final Map<String, Long> said = new HashMap<>();

    /** @param begins of chains, the number of the first record, as a signature says it; 1 for others */
    Trimming(Map<String, Long> begins) {
        this.begins = begins;
    }

    /** A record that is to be removed, the oldest first. */
    void remove(RecordLink link) {
        RecordLink before = removed.put(link.chain(), link);
        boolean fits = before == null ? link.seq() == begins.getOrDefault(link.chain(), 1L) : link.follows(before);
        if (!fits) {
            unexplained.add(link.chain());
        }
    }

    /** A record that is kept, the oldest first. */
    void keep(RecordLink link) {
        RecordLink before = removed.remove(link.chain());
        if (before != null && link.follows(before)) {
            say(before);
        } else if (before != null) {
            unexplained.add(link.chain());
        }
    }

    /** Whether it is still open what comes after the removed records of a chain. */
    boolean isOpen() {
        return !removed.isEmpty();
    }

    /** How many chains it touches. */
    int chains() {
        return removed.size();
    }

    /** No record of the open chains is kept. */
    void end(Function<String, @Nullable ChainHead> signed) {
        removed.values().forEach(last -> {
            ChainHead head = signed.apply(last.chain());
            if (head == null || head.seq() == last.seq() && head.hash().equals(last.hash())) {
                say(last);
            } else {
                unexplained.add(last.chain());
            }
        });
        removed.clear();
    }

    private void say(RecordLink last) {
        said.put(last.chain(), last.seq() + 1);
    }

    /** Of chains, the number of the first record that is kept. */
    Map<String, Long> said() {
        Map<String, Long> sure = new HashMap<>(said);
        sure.keySet().removeAll(unexplained);
        return sure;
    }

    /** Chains of which records were missing or changed. */
    Set<String> unexplained() {
        return Set.copyOf(unexplained);
    }
}
