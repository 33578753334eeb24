package com.hubify.identity.resource.autoconfigure;

import com.hubify.identity.clerk.ClerkInstance;
import com.hubify.identity.keys.IssuerKeys;
import com.hubify.identity.resource.issuer.IssuerStanding;
import com.hubify.identity.resource.keys.IssuerKeyRing;
import com.hubify.identity.resource.settings.ClerkProperties;
import java.util.Optional;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/**
 * The health indicator {@code hubify}: whether the keys of each issuer are available, whether the identity server
 * accepts this service's client credentials, and how old the knowledge of revocations is. Down only while valid
 * credentials are refused, or while that knowledge is older than the service allows.
 */
final class IssuerHealthIndicator extends AbstractHealthIndicator {

    private final IssuerKeyRing keys;
    private final ClerkProperties clerk;
    private final Optional<IntrospectionProbe> introspection;
    private final Optional<RevocationHealth> revocations;

    IssuerHealthIndicator(
            IssuerKeyRing keys,
            ClerkProperties clerk,
            Optional<IntrospectionProbe> introspection,
            Optional<RevocationHealth> revocations) {
        super("Credentials cannot be verified");
        this.keys = keys;
        this.clerk = clerk;
        this.introspection = introspection;
        this.revocations = revocations;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        health.up();
        reportKeys("accessTokens", keys.own(), health);
        if (keys.clerk() != null) {
            reportKeys("sessionTokens", keys.clerk(), health);
            reportParties(health);
        }
        introspection.ifPresentOrElse(
                probe -> reportIntrospection(probe.now(), health),
                () -> health.withDetail("apiKeys", "refused, since hubify.resource.client-id is not set"));
        revocations.ifPresent(feed -> feed.report(health));
    }

    private void reportIntrospection(IssuerStanding standing, Health.Builder health) {
        health.withDetail("apiKeys", standing.sentence());
        if (standing == IssuerStanding.ACCEPTED) {
            return;
        }
        health.down();
        // The keys do not suffice then: it is not known whether a token is revoked, and introspection is not possible.
        if (revocations.filter(RevocationHealth::isTooOld).isPresent()) {
            health.withDetail("accessTokens", "refused, since it can't be determined whether they have been revoked");
        }
    }

    // Not down: that would take a service out of work that runs as it always has.
    private void reportParties(Health.Builder health) {
        String issuer = clerk.issuer();
        if (issuer != null && !clerk.hasParties() && !ClerkInstance.isOnThisMachine(issuer)) {
            health.withDetail(
                    "authorizedParties",
                    (ClerkInstance.isInProduction(issuer) ? "missing in production: " : "")
                            + "session tokens made for any origin are accepted, since"
                            + " hubify.resource.clerk.authorized-parties is not set");
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
