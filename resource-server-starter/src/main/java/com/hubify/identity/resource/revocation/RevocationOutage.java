package com.hubify.identity.resource.revocation;

import com.hubify.identity.resource.issuer.AnotherIssuer;
import java.util.EnumSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How this service stands with the feed, and the log's word of it: each thing that is wrong once per outage. */
final class RevocationOutage {

    private static final Logger log = LoggerFactory.getLogger(RevocationOutage.class);

    private final RevocationView view;
    private final Set<RevocationStanding> reported = EnumSet.noneOf(RevocationStanding.class);
    private volatile RevocationStanding standing = RevocationStanding.CONNECTING;

    RevocationOutage(RevocationView view) {
        this.view = view;
    }

    RevocationStanding standing() {
        return standing;
    }

    void began(RevocationStanding what, Throwable cause) {
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
        if (standing == RevocationStanding.FOLLOWING) {
            return;
        }
        standing = RevocationStanding.FOLLOWING;
        log.info("Receiving revocations{}, {} known", reported.isEmpty() ? "" : " again", view.size());
        reported.clear();
    }
}
