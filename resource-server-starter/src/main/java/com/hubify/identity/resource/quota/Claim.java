package com.hubify.identity.resource.quota;

import java.util.Map;

/**
 * What is settled for one budget.
 *
 * @param debt requests that were allowed on credit
 * @param carried permits of a minute that has ended
 * @param surplus permits that are given back
 * @param wanted permits that are asked for
 */
record Claim(Budget budget, long debt, long carried, long surplus, long wanted) {

    /** More the identity server doesn't read. */
    private static final long MOST = 100_000;

    Map<String, Object> members() {
        return Map.of(
                "name", budget.name(),
                "used", Math.min(MOST, debt + carried),
                "returned", Math.min(MOST, surplus),
                "wanted", Math.min(MOST, wanted));
    }
}
