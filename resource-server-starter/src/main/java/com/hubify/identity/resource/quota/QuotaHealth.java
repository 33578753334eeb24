package com.hubify.identity.resource.quota;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/** Whether limits are shared with other services now. Never down: the service goes on without. */
final class QuotaHealth extends AbstractHealthIndicator {

    private final SettlerThread settler;

    QuotaHealth(SettlerThread settler) {
        super("The state of limits is unknown");
        this.settler = settler;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        health.up().withDetail("limits", settler.standing());
    }
}
