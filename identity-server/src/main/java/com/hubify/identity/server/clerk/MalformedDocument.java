package com.hubify.identity.server.clerk;

/** A document of Clerk is not of its kind, and will be no other when it is read again. The message has nothing of it. */
public final class MalformedDocument extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    public MalformedDocument(String message) {
        super(message);
    }
}
