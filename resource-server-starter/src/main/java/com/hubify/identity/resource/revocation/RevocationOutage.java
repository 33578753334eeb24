package com.hubify.identity.resource.revocation;

import com.hubify.identity.resource.issuer.AnotherIssuer;
import com.hubify.identity.resource.issuer.IssuerStanding;
import java.util.EnumSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** State of the feed, logged once per cause and outage. */
final class RevocationOutage {

    private static final Logger log = LoggerFactory.getLogger(RevocationOutage.class);

    private final RevocationView view;
    private final Set<IssuerStanding> reported = EnumSet.noneOf(IssuerStanding.class);
    private volatile IssuerStanding standing = IssuerStanding.UNKNOWN;

    RevocationOutage(RevocationView view) {
        this.view = view;
    }

    IssuerStanding standing() {
        return standing;
    }

    void began(IssuerStanding what, Throwable cause) {
        standing = what;
        if (reported.add(what)) {
            log.warn(
                    "Not receiving revocations: {} ({})",
                    what.sentence(),
                    cause instanceof RevocationFeedLost || cause instanceof AnotherIssuer
                            ? cause.getMessage()
                            : cause.toString(),
                    cause instanceof Error ? cause : null);
        }
    }

    void over() {
        if (standing == IssuerStanding.FOLLOWING) {
            return;
        }
        standing = IssuerStanding.FOLLOWING;
        log.info("Receiving revocations{}, {} known", reported.isEmpty() ? "" : " again", view.size());
        reported.clear();
    }
}
