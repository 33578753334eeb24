package com.hubify.identity.server.token;

import java.util.function.Supplier;

/**
 * A stored document can't be understood: it is damaged, or has a member or type this release doesn't know. The cause is left
 * out of the message, since it may quote the document.
 */
final class UnreadableDocument extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private UnreadableDocument(RuntimeException cause) {
        super(cause.getClass().getSimpleName(), cause);
    }

    /** What is read from text already in hand. The store isn't asked in here, so an outage never looks like damage. */
    static <T> T orElse(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (RuntimeException e) {
            throw new UnreadableDocument(e);
        }
    }
}
