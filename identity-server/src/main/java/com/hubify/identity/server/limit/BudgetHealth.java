package com.hubify.identity.server.limit;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.stereotype.Component;

/** DOWN while this node counts limits by itself. Not part of the readiness group: it still serves, and still counts. */
@Component("limitsHealthIndicator")
final class BudgetHealth extends AbstractHealthIndicator {

    private final RedisBudgets budgets;

    BudgetHealth(RedisBudgets budgets) {
        super("the limits could not be looked at");
        this.budgets = budgets;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        if (budgets.alone()) {
            // In the description, which is shown where details are not.
            builder.status(new Status(
                    Status.DOWN.getCode(), "Redis doesn't answer; this node counts limits by itself until it does"));
        } else {
            builder.up();
        }
    }
}
