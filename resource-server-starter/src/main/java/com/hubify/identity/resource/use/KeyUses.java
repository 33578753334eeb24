package com.hubify.identity.resource.use;

import com.hubify.identity.resource.Caller;
import java.net.InetAddress;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Counts the uses of API keys until they are reported. */
public final class KeyUses {

    /** Keys counted at once, in about 5 MB. Uses of further keys are not counted until others have been unused for an interval. */
    static final int MOST_KEYS = 10_000;

    private final Map<String, KeyUse> keys = new ConcurrentHashMap<>();

    /** Used by a request that found them before they were taken out. */
    private final Set<KeyUse> late = ConcurrentHashMap.newKeySet();

    private final ScopeNumbers numbers = new ScopeNumbers();
    private final Clock clock;
    private final int most;

    private KeyUses(Clock clock, int most) {
        this.clock = clock;
        this.most = most;
    }

    static KeyUses counting(Clock clock) {
        return new KeyUses(clock, MOST_KEYS);
    }

    /** Counts nothing, since nothing is reported. */
    static KeyUses off(Clock clock) {
        return new KeyUses(clock, 0);
    }

    /**
     * Counts a use of the caller's API key.
     *
     * @param sender where it came from; asked later
     * @return where to count the scopes of this use; null if the caller has no API key, or its uses are not counted
     */
    public @Nullable KeyUse count(Caller caller, Supplier<@Nullable InetAddress> sender) {
        if (caller.kind() != Caller.Kind.API_KEY || most == 0) {
            return null;
        }
        String id = caller.keyId().orElse("");
        KeyUse use = keys.get(id);
        if (use == null) {
            if (keys.size() >= most) {
                return null;
            }
            use = keys.computeIfAbsent(id, unknown -> new KeyUse(id, numbers, late));
        }
        use.count(clock.millis(), sender);
        return use;
    }

    /** What was counted since the last time. For one thread. */
    List<UsedKey> take() {
        List<UsedKey> used = new ArrayList<>();
        for (KeyUse use : late) {
            late.remove(use);
            use.take().ifPresent(used::add);
        }
        keys.forEach((id, use) -> use.take().ifPresentOrElse(used::add, () -> {
            keys.remove(id, use);
            use.leave();
            use.take().ifPresent(used::add);
        }));
        return used;
    }
}
