package com.hubify.identity.resource.use;

import com.hubify.identity.protocol.IpNetwork;
import com.hubify.identity.protocol.Scope;
import com.hubify.identity.protocol.Scopes;
import java.net.InetAddress;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Counts the uses of one key. Runs for every request: what has not changed is not written, and nothing waits. */
public final class KeyUse {

    private final String id;
    private final ScopeNumbers numbers;
    private final Set<KeyUse> late;
    private final LongAdder uses = new LongAdder();
    private final AtomicReferenceArray<LongAdder> scopes = new AtomicReferenceArray<>(ScopeNumbers.MOST);
    private volatile long minute;
    private volatile Supplier<@Nullable InetAddress> sender = () -> null;
    private volatile boolean hasLeft;

    /** @param late where it adds itself if it is used after it has {@link #leave left} */
    KeyUse(String id, ScopeNumbers numbers, Set<KeyUse> late) {
        this.id = id;
        this.numbers = numbers;
        this.late = late;
    }

    void count(long millis, Supplier<@Nullable InetAddress> from) {
        uses.increment();
        long now = TimeUnit.MILLISECONDS.toMinutes(millis);
        // Written once a minute: another write for each request would have the processors wait for each other.
        if (now != minute) {
            sender = from;
            minute = now;
        }
        // After the increment, as what was counted is taken after it has left: one of the two sees the other.
        if (hasLeft) {
            late.add(this);
        }
    }

    /**
     * Counts scopes that were demanded of the key and granted.
     *
     * @param counted those counted for the same request before: a rule and a handler may demand the same
     * @return those and the new ones
     */
    public long count(Scopes demanded, long counted) {
        long all = counted;
        for (Scope scope : demanded.asSet()) {
            int number = numbers.of(scope);
            if (number != ScopeNumbers.NONE && (all & 1L << number) == 0) {
                all |= 1L << number;
                counter(number).increment();
            }
        }
        if (hasLeft) {
            late.add(this);
        }
        return all;
    }

    /** Is found by no further request. Those that have found it already may still use it. */
    void leave() {
        hasLeft = true;
    }

    private LongAdder counter(int number) {
        LongAdder counter = scopes.get(number);
        if (counter != null) {
            return counter;
        }
        LongAdder made = new LongAdder();
        LongAdder other = scopes.compareAndExchange(number, null, made);
        return other == null ? made : other;
    }

    /** What was counted since the last time; empty if nothing. A use that is counted meanwhile is in this or in the next answer. */
    Optional<UsedKey> take() {
        long count = uses.sumThenReset();
        Map<String, Long> counts = new HashMap<>();
        for (int number = 0; number < scopes.length(); number++) {
            LongAdder counter = scopes.get(number);
            long used = counter == null ? 0 : counter.sumThenReset();
            if (used > 0) {
                counts.put(numbers.scope(number).value(), used);
            }
        }
        return count == 0 && counts.isEmpty()
                ? Optional.empty()
                : Optional.of(new UsedKey(
                        id, count, Instant.ofEpochSecond(TimeUnit.MINUTES.toSeconds(minute)), text(), counts));
    }

    private @Nullable String text() {
        InetAddress address = sender.get();
        return address == null ? null : IpNetwork.text(address);
    }
}
