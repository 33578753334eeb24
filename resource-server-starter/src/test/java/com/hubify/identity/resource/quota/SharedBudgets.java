package com.hubify.identity.resource.quota;

import java.io.IOException;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** An identity server that keeps budgets in memory: each has one limit for a minute and one for a day. */
final class SharedBudgets implements Settlement {

    private final Map<String, Long> taken = new HashMap<>();
    private final Set<String> unknown = new HashSet<>();
    private final Clock clock;
    private final long perMinute;
    private final long perDay;
    private final Set<String> odd = new HashSet<>();
    private boolean isAway;
    private boolean failsClaims;
    private int number;

    SharedBudgets(Clock clock, long perMinute, long perDay) {
        this.clock = clock;
        this.perMinute = perMinute;
        this.perDay = perDay;
    }

    void goAway() {
        isAway = true;
    }

    void comeBack() {
        isAway = false;
    }

    /** It answers nothing but empty settlements, as one whose Redis is away. */
    void failClaims(boolean fails) {
        failsClaims = fails;
    }

    void cannotRead(String name) {
        odd.add(name);
    }

    /** What is used or permitted in this day. */
    long takenInDay(String name) {
        return taken.getOrDefault(name + "day" + clock.millis() / 86_400_000, 0L);
    }

    void forget(String name) {
        unknown.add(name);
    }

    /** What is used or permitted in this minute. */
    long taken(String name) {
        return taken.getOrDefault(name + clock.millis() / 60_000, 0L);
    }

    /** Claims that came since this was last asked. */
    int claims() {
        int came = number;
        number = 0;
        return came;
    }

    @Override
    public Map<String, Map<String, Object>> settle(List<Claim> claims) throws IOException {
        number += claims.size();
        if (isAway || (failsClaims && !claims.isEmpty())) {
            throw new IOException("away");
        }
        Map<String, Map<String, Object>> answers = new HashMap<>();
        for (Claim claim : claims) {
            if (odd.contains(claim.budget().name())) {
                answers.put(claim.budget().name(), Map.of(UNREADABLE, true));
            } else if (!unknown.contains(claim.budget().name())) {
                answers.put(claim.budget().name(), settle(claim));
            }
        }
        return answers;
    }

    private Map<String, Object> settle(Claim claim) {
        long change = claim.debt() - claim.surplus();
        String name = claim.budget().name();
        long minute = taken.merge(name + clock.millis() / 60_000, change + claim.carried(), Long::sum);
        long day = taken.merge(name + "day" + clock.millis() / 86_400_000, change + claim.earlier(), Long::sum);
        long granted = Math.max(0, Math.min(claim.wanted(), Math.min(perMinute - minute, perDay - day)));
        taken.merge(name + clock.millis() / 60_000, granted, Long::sum);
        taken.merge(name + "day" + clock.millis() / 86_400_000, granted, Long::sum);
        return Map.of(
                "granted",
                granted,
                "holders",
                1L,
                "minute",
                window(perMinute, perMinute - minute - granted, 60_000),
                "day",
                window(perDay, perDay - day - granted, 86_400_000));
    }

    private Map<String, Object> window(long limit, long remaining, long millis) {
        return Map.of(
                "limit", limit, "remaining", Math.max(0, remaining), "reset_ms", millis - clock.millis() % millis);
    }
}
