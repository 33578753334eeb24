package com.hubify.identity.server.plan;

/**
 * A budget after a claim.
 *
 * @param granted permits for the service that claimed
 * @param minute what is left of the minute
 * @param day what is left of the day
 * @param holders instances of services that use the budget now
 */
record SettledBudget(long granted, Window minute, Window day, long holders) {

    /**
     * A limit in force.
     *
     * @param remaining requests that are neither used nor permitted; never below zero
     * @param resetMillis when the next window begins, from now
     */
    record Window(long limit, long remaining, long resetMillis) {}
}
