package com.hubify.identity.resource.quota;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

/** Whether limits are shared with other services now. Never down: the service goes on without. */
final class QuotaHealth extends AbstractHealthIndicator {

    private final SettlerThread settler;

    QuotaHealth(SettlerThread settler) {
        super("The state of limits is unknown");
        this.settler = settler;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        String trouble = settler.trouble().orElse("");
        // In the description, too, which is shown where details are not.
        health.status(new Status(Status.UP.getCode(), trouble))
                .withDetail("limits", trouble.isEmpty() ? "settled with the identity server" : trouble);
    }
}
