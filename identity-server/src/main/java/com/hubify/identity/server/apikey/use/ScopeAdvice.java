package com.hubify.identity.server.apikey.use;

import com.hubify.identity.protocol.Scope;
import com.hubify.identity.protocol.Scopes;
import com.hubify.identity.server.apikey.ApiKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a key's scopes could be narrowed to, by its recorded use.
 *
 * @param scopes the narrower scopes, if that is the verdict; otherwise those the key has
 * @param unused scopes of the key that no recorded use needed
 * @param since since when uses are recorded, or for 90 days; null if none is
 * @param enoughAt when there will be enough data, if that is the verdict; otherwise null
 */
public record ScopeAdvice(
        Verdict verdict,
        Scopes scopes,
        List<Scope> unused,
        @Nullable Instant since,
        @Nullable Instant enoughAt) {

    /** Some programs run once a week: less does not show what a key needs. */
    public static final Duration ENOUGH = Duration.ofDays(14);

    /** What there is to say. */
    public enum Verdict {
        /** No use of a scope is recorded. */
        NO_USE,
        /** Uses are recorded for less than {@link #ENOUGH}. */
        TOO_EARLY,
        /** It needs all it has. */
        FITS,
        /** It needs less than it has. */
        NARROWER
    }

    /**
     * Advice on a key.
     *
     * @param exists whether a key can be given a scope. Where one that was used can't, the key keeps what covers it
     */
    public static ScopeAdvice of(ApiKey key, RecordedUse use, Instant now, Predicate<Scope> exists) {
        // Of a key that was found in public and may only read, too: it is the successor that is narrowed.
        Scopes granted = key.termsOfSuccessor().scopes();
        List<Scope> used = use.usedScopes();
        Instant since = since(use, now);
        if (since == null || used.isEmpty()) {
            return new ScopeAdvice(Verdict.NO_USE, granted, List.of(), since, null);
        }
        List<Scope> needed = new ArrayList<>();
        List<Scope> unused = new ArrayList<>();
        for (Scope scope : granted.asSet()) {
            List<Scope> parts = used.stream().filter(scope::covers).toList();
            if (parts.isEmpty()) {
                unused.add(scope);
            } else if (parts.stream().allMatch(exists)) {
                needed.addAll(parts);
            } else {
                needed.add(scope);
            }
        }
        Instant enoughAt = since.plus(ENOUGH);
        if (enoughAt.isAfter(now)) {
            return new ScopeAdvice(Verdict.TOO_EARLY, granted, unused, since, enoughAt);
        }
        Scopes narrower = withoutCovered(needed);
        return isNarrower(narrower, granted)
                ? new ScopeAdvice(Verdict.NARROWER, narrower, unused, since, null)
                : new ScopeAdvice(Verdict.FITS, granted, unused, since, null);
    }

    private static @Nullable Instant since(RecordedUse use, Instant now) {
        Instant kept = now.minus(ApiKeyUseRecords.KEPT);
        Instant first = use.since();
        return first != null && first.isBefore(kept) ? kept : first;
    }

    private static Scopes withoutCovered(List<Scope> scopes) {
        return Scopes.of(scopes.stream()
                .filter(scope -> scopes.stream().noneMatch(other -> !other.equals(scope) && other.covers(scope)))
                .toList());
    }

    private static boolean isNarrower(Scopes scopes, Scopes granted) {
        int count = scopes.asSet().size();
        return count > 0 && count <= Scopes.MAX_COUNT && !scopes.coverAll(granted);
    }
}
