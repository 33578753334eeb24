package com.hubify.identity.resource.memory;

import com.hubify.identity.protocol.Scopes;
import com.hubify.identity.resource.CallerWatch;
import com.hubify.identity.resource.HubifyAuthentication;
import com.hubify.identity.resource.verification.Sender;
import com.hubify.identity.resource.verification.Verification;
import com.hubify.identity.resource.verification.VerifiedAuthentication;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Verifies each watched credential once a second, as for a request; mostly from memory. */
final class WatchedCredentials implements CallerWatch, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(CallerWatch.class);

    private static final Duration EVERY = Duration.ofSeconds(1);

    /** Not a record, which would say the credential in its {@code toString}. */
    private static final class Watched {

        private final String credential;
        private final Sender sender;
        private final Scopes scopes;
        private final Runnable task;

        private Watched(VerifiedAuthentication caller, Runnable task) {
            this.credential = caller.credential();
            this.sender = caller.sender();
            this.scopes = caller.caller().scopes();
            this.task = task;
        }

        /** Attack: narrow a leaked key in vain, since its finder holds an answer open that only the lost scope allowed. */
        private boolean goesOn(Verification now) {
            return now instanceof Verification.Accepted accepted
                    && accepted.caller().scopes().coverAll(scopes);
        }
    }

    private final CredentialVerifier verifier;
    private final Duration staleness;
    private final Set<Watched> watched = ConcurrentHashMap.newKeySet();

    /** Started with the first watched credential, which most services never have. */
    private final AtomicBoolean isLooking = new AtomicBoolean();

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread made = new Thread(task, "hubify-caller-watch");
        made.setDaemon(true);
        return made;
    });

    WatchedCredentials(CredentialVerifier verifier, Duration staleness) {
        this.verifier = verifier;
        this.staleness = staleness;
    }

    @Override
    public Registration onEnd(HubifyAuthentication caller, Runnable task) {
        if (!(caller instanceof VerifiedAuthentication verified)) {
            return () -> {};
        }
        Watched entry = new Watched(verified, task);
        watched.add(entry);
        if (isLooking.compareAndSet(false, true)) {
            thread.scheduleWithFixedDelay(this::look, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
        }
        return () -> watched.remove(entry);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    private void look() {
        for (Watched entry : watched) {
            try {
                if (!entry.goesOn(verifier.verify(entry.credential, entry.sender, staleness))
                        && watched.remove(entry)) {
                    entry.task.run();
                }
            } catch (RuntimeException e) {
                // One response that can't be ended must not keep the others from being checked.
                log.warn(
                        "A task of CallerWatch.onEnd failed: a response may go on though its caller's credential has ended",
                        e);
            }
        }
    }
}
