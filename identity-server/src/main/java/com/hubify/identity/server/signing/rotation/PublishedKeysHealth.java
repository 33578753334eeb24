package com.hubify.identity.server.signing.rotation;

import com.hubify.identity.server.signing.SigningKeys;
import com.hubify.identity.server.signing.SigningUnavailable;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/**
 * Whether this server knows the keys it has to publish. Once it does it always will, so this belongs in the readiness
 * group: a server that started while the key store was away takes no traffic until it has seen the keys, and one that
 * loses the key store later stays.
 */
final class PublishedKeysHealth extends AbstractHealthIndicator {

    private final SigningKeys keys;

    PublishedKeysHealth(SigningKeys keys) {
        super("no keys are known");
        this.keys = keys;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        try {
            builder.up().withDetail("keys", keys.published().size());
        } catch (SigningUnavailable e) {
            builder.down();
        }
    }
}
