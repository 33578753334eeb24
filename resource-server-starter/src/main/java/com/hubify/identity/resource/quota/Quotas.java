package com.hubify.identity.resource.quota;

import com.hubify.identity.resource.Caller;
import com.hubify.identity.resource.HubifyAuthentication;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;

/** Counts requests of callers against the budgets of their API key, of themselves and of the organization that they act for. */
public final class Quotas {

    /** Of each sort, in about 10 MB. Requests of further callers are not counted until others have been idle for a while. */
    static final int MOST = 30_000;

    /** Until a budget is forgotten: two minutes of which nothing remains to be settled. */
    private static final long KEPT_MILLIS = 120_000;

    // By sort, so that no name has to be put together for a request.
    private final Map<String, Budget> keys = new ConcurrentHashMap<>();
    private final Map<String, Budget> callers = new ConcurrentHashMap<>();
    private final Map<String, Budget> clients = new ConcurrentHashMap<>();
    private final Map<String, Budget> organizations = new ConcurrentHashMap<>();

    private final Clock clock;
    private final boolean isOn;
    private volatile Runnable call = () -> {};

    Quotas(Clock clock, boolean isOn) {
        this.clock = clock;
        this.isOn = isOn;
    }

    /** Whom to call where a budget should be settled before it is time. */
    void calling(Runnable settler) {
        call = settler;
    }

    /** What an answer tells if no request was counted for it; null if limits are off. */
    public @Nullable Admission stranger() {
        return isOn ? Admission.ofStranger(clock.millis()) : null;
    }

    /** Counts a request; null if it is not counted. */
    public @Nullable Admission admit(@Nullable Authentication authentication) {
        return isOn && authentication instanceof HubifyAuthentication known ? admit(known.caller()) : null;
    }

    private @Nullable Admission admit(Caller caller) {
        long now = clock.millis();
        Budget own = caller.isClient()
                ? budget(clients, "client:", caller.subject(), now)
                : budget(callers, "caller:", caller.subject(), now);
        Budget key =
                caller.keyId().isPresent() ? budget(keys, "key:", caller.keyId().get(), now) : null;
        Budget organization = caller.organization().isPresent()
                ? budget(
                        organizations,
                        "organization:",
                        caller.organization().get().id(),
                        now)
                : null;
        Budget refusing = take(own, key, organization, now);
        return refusing == null ? tightest(own, key, organization, now) : answer(refusing, false, now);
    }

    /** Takes from all three; null, or the one that refuses, and then nothing is taken. */
    private static @Nullable Budget take(
            @Nullable Budget own, @Nullable Budget key, @Nullable Budget organization, long now) {
        if (own != null && !own.take(now)) {
            return own;
        }
        if (key != null && !key.take(now)) {
            putBack(own);
            return key;
        }
        if (organization != null && !organization.take(now)) {
            putBack(own);
            putBack(key);
            return organization;
        }
        return null;
    }

    private static void putBack(@Nullable Budget taken) {
        if (taken != null) {
            taken.putBack();
        }
    }

    private @Nullable Admission tightest(
            @Nullable Budget own, @Nullable Budget key, @Nullable Budget organization, long now) {
        Budget least = tighter(tighter(own, key, now), organization, now);
        return least == null ? null : answer(least, true, now);
    }

    private @Nullable Budget tighter(@Nullable Budget one, @Nullable Budget other, long now) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        if (other.calls(now)) {
            call.run();
        }
        return other.remaining(now) < one.remaining(now) ? other : one;
    }

    private Admission answer(Budget budget, boolean isAllowed, long now) {
        if (budget.calls(now)) {
            call.run();
        }
        return Admission.of(budget, isAllowed, now);
    }

    private static @Nullable Budget budget(Map<String, Budget> budgets, String sort, String id, long now) {
        Budget known = budgets.get(id);
        if (known == null && budgets.size() < MOST) {
            return budgets.computeIfAbsent(id, unknown -> new Budget(sort + id, now));
        }
        return known;
    }

    /** All budgets that are in use. Forgets the others. For the settling thread. */
    List<Budget> budgets() {
        long now = clock.millis();
        List<Budget> used = new ArrayList<>();
        for (Map<String, Budget> sort : List.of(keys, callers, clients, organizations)) {
            sort.values().removeIf(budget -> budget.isIdle(now, KEPT_MILLIS));
            used.addAll(sort.values());
        }
        return used;
    }
}
