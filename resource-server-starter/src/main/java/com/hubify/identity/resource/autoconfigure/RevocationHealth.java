package com.hubify.identity.resource.autoconfigure;

import com.hubify.identity.resource.issuer.IssuerStanding;
import com.hubify.identity.resource.revocation.RevocationFeed;
import com.hubify.identity.resource.revocation.RevocationView;
import java.time.Duration;
import java.util.Locale;
import org.springframework.boot.health.contributor.Health;

/** How old the knowledge of revocations is, and why. Down only if it is older than the service allows. */
public final class RevocationHealth {

    private final RevocationFeed feed;
    private final RevocationView view;
    private final Duration maxStaleness;

    public RevocationHealth(RevocationFeed feed, RevocationView view, Duration maxStaleness) {
        this.feed = feed;
        this.view = view;
        this.maxStaleness = maxStaleness;
    }

    void report(Health.Builder health) {
        IssuerStanding standing = feed.standing();
        health.withDetail("revocations", standing.sentence());
        if (standing == IssuerStanding.OFF) {
            return;
        }
        health.withDetail("staleness", staleness());
        if (standing != IssuerStanding.UNKNOWN && !view.isFreshWithin(maxStaleness)) {
            health.down();
        }
    }

    /** Whether the service follows the feed and its knowledge of revocations is older than allowed. */
    boolean isTooOld() {
        return feed.standing() != IssuerStanding.OFF && !view.isFreshWithin(maxStaleness);
    }

    private String staleness() {
        Duration staleness = view.staleness();
        return staleness.equals(RevocationView.FOREVER)
                ? "unknown: the feed has not been read yet"
                : String.format(Locale.ROOT, "%.1f s", staleness.toMillis() / 1000.0);
    }
}
