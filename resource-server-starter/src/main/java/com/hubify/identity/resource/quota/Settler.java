package com.hubify.identity.resource.quota;

import com.hubify.identity.protocol.HiddenSecrets;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Settles all budgets. While the identity server does not answer, each goes on with this service's share of its limits. For one
 * thread at a time.
 */
final class Settler {

    private static final Logger log = LoggerFactory.getLogger(Settler.class);

    /** The identity server reads 200. */
    private static final int MOST = 200;

    private final Quotas quotas;
    private final Settlement settlement;
    private final Clock clock;
    private final int share;
    private volatile boolean isAlone;
    private boolean isOddKnown;

    /** @param share of a limit, in percent, without the identity server */
    Settler(Quotas quotas, Settlement settlement, Clock clock, int share) {
        this.quotas = quotas;
        this.settlement = settlement;
        this.clock = clock;
        this.share = share;
    }

    /** Whether limits are this service's own, since the last attempt to settle has failed. */
    boolean isAlone() {
        return isAlone;
    }

    int share() {
        return share;
    }

    /**
     * Settles what has to be.
     *
     * @param isLast whether all permits are given back, since the service stops
     */
    void settle(boolean isLast) {
        settle(quotas.budgets(), isLast);
    }

    /** Settles the budgets that can't wait. Attack: one caller in a hurry, to have all others settled twenty times a second. */
    void settleCalled() {
        List<Budget> budgets = quotas.budgets();
        budgets.removeIf(budget -> !budget.hasCalled());
        settle(budgets, false);
    }

    private void settle(List<Budget> budgets, boolean isLast) {
        Set<Budget> settled = new HashSet<>();
        try {
            List<Claim> claims = claims(budgets, isLast);
            if (isAlone && claims.isEmpty()) {
                settlement.settle(claims);
            }
            for (int i = 0; i < claims.size(); i += MOST) {
                settle(claims.subList(i, Math.min(claims.size(), i + MOST)), settled);
            }
            rejoin();
        } catch (IOException | RuntimeException e) {
            budgets.removeAll(settled);
            standAlone(budgets, e);
        }
    }

    private List<Claim> claims(List<Budget> budgets, boolean isLast) {
        long now = clock.millis();
        List<Claim> claims = new ArrayList<>();
        for (Budget budget : budgets) {
            Claim claim = budget.claim(now, isLast);
            if (claim != null) {
                claims.add(claim);
            }
        }
        return claims;
    }

    private void settle(List<Claim> claims, Set<Budget> settled) throws IOException {
        claims.forEach(claim -> claim.budget().surrender(claim));
        Map<String, Map<String, Object>> answers = settlement.settle(claims);
        long now = clock.millis();
        for (Claim claim : claims) {
            Map<String, Object> answer = answers.get(claim.budget().name());
            if (answer == null) {
                claim.budget().notCounted();
            } else if (answer.containsKey(Settlement.UNREADABLE)) {
                keepAlone(claim.budget(), now);
            } else {
                apply(claim, answer, now);
            }
            settled.add(claim.budget());
        }
    }

    /** Its share, since a caller with an odd name must be neither without a limit nor in the way of others. */
    private void keepAlone(Budget budget, long now) {
        if (!isOddKnown) {
            isOddKnown = true;
            log.warn(
                    "The identity server can't read the name {}: it and others like it go on with {} % of their limit here",
                    HiddenSecrets.in(budget.name()), share);
        }
        budget.standAlone(now, share);
    }

    private static void apply(Claim claim, Map<String, Object> answer, long now) throws IOException {
        Map<String, Object> minute = SettlementConnection.members(answer.get("minute"));
        Map<String, Object> day = SettlementConnection.members(answer.get("day"));
        claim.budget()
                .settled(
                        claim,
                        number(answer.get("granted")),
                        Terms.minute(limit(minute), remaining(minute), now + reset(minute)),
                        Terms.day(limit(day), remaining(day), now + reset(day)),
                        number(answer.get("holders")));
    }

    private void rejoin() {
        if (isAlone) {
            isAlone = false;
            log.info("Limits are settled with the identity server again");
        }
    }

    private void standAlone(List<Budget> budgets, Exception e) {
        if (!isAlone) {
            isAlone = true;
            log.warn(
                    "Limits can't be settled with the identity server: each budget goes on with {} % of its limit here",
                    share, e);
        }
        long now = clock.millis();
        budgets.forEach(budget -> budget.standAlone(now, share));
    }

    private static long limit(Map<String, Object> window) throws IOException {
        return number(window.get("limit"));
    }

    private static long remaining(Map<String, Object> window) throws IOException {
        return number(window.get("remaining"));
    }

    private static long reset(Map<String, Object> window) throws IOException {
        return number(window.get("reset_ms"));
    }

    private static long number(@Nullable Object value) throws IOException {
        if (value instanceof Number number && number.longValue() >= 0) {
            return number.longValue();
        }
        throw new IOException("The identity server's answer lacks a number");
    }
}
