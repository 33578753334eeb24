package com.hubify.identity.resource;

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
public interface CallerWatch {

    /** A task that waits for a caller's end. */
    interface Registration extends AutoCloseable {

        /** Forgets the task. To be called when the answer has ended by itself. */
        @Override
        void close();
    }

    /**
     * Runs a task once, when the caller's credential holds no more. On a thread that watches all callers: it must not wait. A
     * caller without a credential, as in tests, has no end.
     */
    Registration onEnd(HubifyAuthentication caller, Runnable task);
}
