package com.hubify.identity.resource.autoconfigure;

import com.hubify.identity.resource.issuer.IssuerStanding;
import com.hubify.identity.resource.keys.IssuerKeyRing;
import com.hubify.identity.resource.keys.IssuerKeys;
import java.util.Optional;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/**
 * Says whether credentials can be verified: whether there are keys of each issuer, and whether the identity server takes
 * this service's own credentials, and how old is what is known of revocations. Down only while good callers are being
 * turned away, or what is known is older than the service allows.
 */
final class IssuerHealthIndicator extends AbstractHealthIndicator {

    private final IssuerKeyRing keys;
    private final Optional<IntrospectionStanding> introspection;
    private final Optional<RevocationHealth> revocations;

    IssuerHealthIndicator(
            IssuerKeyRing keys, Optional<IntrospectionStanding> introspection, Optional<RevocationHealth> revocations) {
        super("Credentials cannot be verified");
        this.keys = keys;
        this.introspection = introspection;
        this.revocations = revocations;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        health.up();
        reportKeys("accessTokens", keys.own(), health);
        if (keys.clerk() != null) {
            reportKeys("sessionTokens", keys.clerk(), health);
        }
        introspection.ifPresentOrElse(
                standing -> reportIntrospection(standing.now(), health),
                () -> health.withDetail("apiKeys", "refused, since hubify.resource.client-id is not set"));
        revocations.ifPresent(feed -> feed.report(health));
    }

    private void reportIntrospection(IssuerStanding standing, Health.Builder health) {
        health.withDetail("apiKeys", standing.sentence());
        if (standing == IssuerStanding.ACCEPTED) {
            return;
        }
        health.down();
        // Then their keys alone are no use: whether they have been revoked is neither known nor to be asked.
        if (revocations.filter(RevocationHealth::isTooOld).isPresent()) {
            health.withDetail("accessTokens", "nobody can say whether they have been revoked");
        }
    }

    private static void reportKeys(String name, IssuerKeys keys, Health.Builder health) {
        if (keys.load()) {
            health.withDetail(name, "accepted");
        } else {
            health.down().withDetail(name, keys.trouble());
        }
    }
}
