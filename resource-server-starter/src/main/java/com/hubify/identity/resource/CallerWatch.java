package com.hubify.identity.resource;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says when a caller's credential ends while a service still answers. Credentials are judged when a request comes; an answer
 * that goes on for hours (server-sent events, a web socket) goes on after its credential was revoked or has expired, unless it
 * is ended here. A bean:
 *
 * <pre>{@code
 * @GetMapping("/v1/labs/events")
 * SseEmitter events(HubifyAuthentication caller) {
 *     SseEmitter emitter = new SseEmitter(0L);
 *     CallerWatch.Registration watched = callers.onEnd(caller, emitter::complete);
 *     emitter.onCompletion(watched::close);
 *     return emitter;
 * }
 * }</pre>
 *
 * <p>Each credential is looked at once a second, from memory, as it is at a request: within a second after a request with it
 * would be refused, or could not be judged, the task runs.
 */
public final class CallerWatch implements AutoCloseable {

    /** A task that waits for a caller's end. */
    public interface Registration extends AutoCloseable {

        /** Forgets the task. To be called when the answer has ended by itself. */
        @Override
        void close();
    }

    private static final Logger log = LoggerFactory.getLogger(CallerWatch.class);

    private static final Duration EVERY = Duration.ofSeconds(1);

    /** Not a record, which would say the credential in its {@code toString}. */
    private static final class Watched {

        private final String credential;
        private final Runnable task;

        private Watched(String credential, Runnable task) {
            this.credential = credential;
            this.task = task;
        }
    }

    private final CredentialVerifier verifier;
    private final Duration staleness;
    private final Set<Watched> watched = ConcurrentHashMap.newKeySet();

    /** Not before there is something to look at, which most services never have. */
    private final AtomicBoolean isLooking = new AtomicBoolean();

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread made = new Thread(task, "hubify-caller-watch");
        made.setDaemon(true);
        return made;
    });

    CallerWatch(CredentialVerifier verifier, Duration staleness) {
        this.verifier = verifier;
        this.staleness = staleness;
    }

    /**
     * Runs a task once, when the caller's credential holds no more. On a thread that watches all callers: it must not wait. A
     * caller without a credential, as in tests, has no end.
     */
    public Registration onEnd(HubifyAuthentication caller, Runnable task) {
        String credential = caller.credential();
        if (credential == null) {
            return () -> {};
        }
        Watched entry = new Watched(credential, task);
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
                if (!(verifier.verify(entry.credential, staleness) instanceof Verification.Accepted)
                        && watched.remove(entry)) {
                    entry.task.run();
                }
            } catch (RuntimeException e) {
                // One answer that can't be ended must not keep the others from being looked at.
                log.warn("An answer could not be ended with its caller's credential", e);
            }
        }
    }
}
