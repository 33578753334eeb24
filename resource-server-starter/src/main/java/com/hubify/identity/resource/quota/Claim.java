package com.hubify.identity.resource.quota;

import java.util.Map;

/**
 * What is settled for one budget.
 *
 * @param debt requests that were allowed on credit
 * @param carried permits of a minute that has ended: they are used in this one. The day that they were taken from is the same
 * @param earlier requests of minutes that have ended, without the identity server: they count for the day alone
 * @param surplus permits that are given back
 * @param wanted permits that are asked for
 */
record Claim(Budget budget, long debt, long carried, long earlier, long surplus, long wanted) {

    /** More the identity server doesn't read. */
    private static final long MOST = 100_000;

    boolean isEmpty() {
        return debt + carried + earlier + surplus + wanted == 0;
    }

    Map<String, Object> members() {
        return Map.of(
                "name", budget.name(),
                "used", Math.min(MOST, debt),
                "carried", Math.min(MOST, carried),
                "earlier", Math.min(MOST, earlier),
                "returned", Math.min(MOST, surplus),
                "wanted", Math.min(MOST, wanted));
    }
}
