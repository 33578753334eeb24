package com.hubify.identity.resource.revocation;

import com.hubify.identity.protocol.Lineage;
import com.hubify.identity.protocol.Revocation;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.springframework.beans.factory.BeanFactory;

/** Lets tests wait until a service has heard of a revocation, which reaches it by another way than their requests do. */
public final class RevocationAwareness {

    private static final Duration LONGEST = Duration.ofSeconds(5);
    private static final Duration INTERVAL = Duration.ofNanos(100_000);

    private RevocationAwareness() {}

    /** Returns at once where the service does not follow the revocations. */
    public static void await(BeanFactory service, Revocation revocation) {
        RevocationFeed feed = service.getBeanProvider(RevocationFeed.class).getIfAvailable();
        if (feed == null || !feed.isRunning()) {
            return;
        }
        RevocationView view = service.getBean(RevocationView.class);
        LineageDigest dead = LineageDigest.of(new Lineage(revocation.issuedBy(), List.of(revocation.ancestor())));
        long begin = System.nanoTime();
        while (!view.isRevoked(dead)) {
            if (System.nanoTime() - begin > LONGEST.toNanos()) {
                throw new AssertionError("The service has not heard of the revocation, its feed is " + feed.standing());
            }
            LockSupport.parkNanos(INTERVAL.toNanos());
        }
    }
}
