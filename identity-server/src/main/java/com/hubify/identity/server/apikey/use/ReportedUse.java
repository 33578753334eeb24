package com.hubify.identity.server.apikey.use;

import com.hubify.identity.protocol.Scope;
import com.hubify.identity.server.apikey.ApiKeyId;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Uses of a key since the last report, as a service counted them.
 *
 * @param count how many requests the service accepted with it
 * @param at when the latest of them was
 * @param address where that came from, as the service saw it; null if unknown
 * @param scopes how many requests needed each scope
 */
record ReportedUse(
        ApiKeyId key, long count, Instant at, @Nullable String address, Map<Scope, Long> scopes) {

    ReportedUse {
        scopes = Map.copyOf(scopes);
    }

    /** The same at a time between the two. Attack: a service, or its clock, that has a key used in the future or long ago. */
    ReportedUse within(Instant earliest, Instant latest) {
        Instant plausible = at.isAfter(latest) ? latest : at.isBefore(earliest) ? earliest : at;
        return new ReportedUse(key, count, plausible, address, scopes);
    }

    /** The same with fewer requests, none of which needed a scope twice. */
    ReportedUse atMost(long most) {
        long all = Math.min(count, most);
        Map<Scope, Long> fewer = new HashMap<>(scopes);
        fewer.replaceAll((scope, used) -> Math.min(used, all));
        return new ReportedUse(key, all, at, address, fewer);
    }

    /** The same with some of the scopes. */
    ReportedUse with(Predicate<Scope> which) {
        Map<Scope, Long> some = new HashMap<>(scopes);
        some.keySet().removeIf(Objects.requireNonNull(which.negate()));
        return new ReportedUse(key, count, at, address, some);
    }
}
