package com.hubify.identity.resource;

/**
 * Notifies a service when a caller's credential becomes invalid during a long answer. Credentials are verified when a
 * request arrives. Without this, an answer that lasts for hours (server-sent events, a WebSocket) continues after the
 * credential was revoked or has expired. A bean:
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
 * <p>Each watched credential is checked against memory once a second. The task runs within a second after a request
 * with this credential would be refused, or could not be verified; and after an API key has lost a scope, which the
 * answer may need.
 */
public interface CallerWatch {

    /** A registered task. */
    interface Registration extends AutoCloseable {

        /** Removes the task. Call it when the answer has ended by itself. */
        @Override
        void close();
    }

    /**
     * Runs the task once, when the caller's credential is no longer valid, or not for all its scopes. It runs on the
     * thread that watches all callers and must not block. The task never runs for a caller without a credential, as in tests.
     */
    Registration onEnd(HubifyAuthentication caller, Runnable task);
}
