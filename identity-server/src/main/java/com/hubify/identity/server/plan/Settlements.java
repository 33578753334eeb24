package com.hubify.identity.server.plan;

/** The budgets of all callers. */
interface Settlements {

    /**
     * Settles one claim, in one step. Permits are taken from the budget when they are granted, so that all services together never
     * have more than there is. What was used without permits is taken even if nothing is left, and then from the next window.
     *
     * @param plan the plan's limits for a minute and a day
     * @param holder the instance of the service
     */
    SettledBudget settle(Claim claim, Limits plan, String holder);

    /** Requests in a minute, and in a day. */
    record Limits(long perMinute, long perDay) {}
}
