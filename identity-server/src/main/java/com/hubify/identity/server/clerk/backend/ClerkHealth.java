package com.hubify.identity.server.clerk.backend;

import com.hubify.identity.server.clerk.ClerkConcern;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * FAILING if an operator has to do something about Clerk, which is no reason to take this server out of service. UNKNOWN while
 * Clerk is away, since this server goes on without, and without a secret key. Why is a detail: a stranger who may ask for health is
 * not to learn which setting is missing.
 */
@Component("clerkHealthIndicator")
final class ClerkHealth extends AbstractHealthIndicator {

    static final String NO_KEY =
            "hubify.identity.clerk.secret-key is not set: people who are banned or deleted at Clerk are only"
                    + " noticed if its webhooks arrive";

    private static final Status FAILING = new Status("FAILING");
    private static final String REASONS = "reasons";

    private final ObjectProvider<ClerkConcern> concerns;
    private final ClerkBackendTrouble trouble;
    private final boolean hasKey;

    ClerkHealth(ObjectProvider<ClerkConcern> concerns, ClerkBackendTrouble trouble, ClerkBackendProperties properties) {
        super("Clerk's state could not be told");
        this.concerns = concerns;
        this.trouble = trouble;
        this.hasKey = properties.key().isPresent();
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        List<String> wrong;
        try {
            wrong = concerns.stream().flatMap(each -> each.concern().stream()).toList();
        } catch (DataAccessException e) {
            // Attack: look at the health while Redis is away. Boot would log a stack trace for each look.
            builder.unknown();
            return;
        }
        Optional<String> away = hasKey ? trouble.reason() : Optional.of(NO_KEY);
        if (!wrong.isEmpty()) {
            builder.status(FAILING).withDetail(REASONS, wrong);
        } else if (away.isPresent()) {
            builder.unknown().withDetail(REASONS, List.of(away.get()));
        } else {
            builder.up();
        }
    }
}
