package com.hubify.identity.server.redis;

import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;

/**
 * A stored document can't be understood: it is damaged, or has a form, a type or a member this release doesn't know. The cause
 * is left out of the message, since it may quote the document. That the store is away is another thing, and never said by this.
 */
public final class UnreadableDocument extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnreadableDocument(String reason) {
        super(reason);
    }

    public UnreadableDocument(String reason, Throwable cause) {
        super(reason, cause);
    }

    private UnreadableDocument(Throwable cause) {
        this(cause.getClass().getSimpleName(), cause);
    }

    /** What is read from text already in hand. The store isn't asked in here, so an outage never looks like damage. */
    public static <T> T reading(Supplier<@Nullable T> text) {
        try {
            return Objects.requireNonNull(text.get());
        } catch (UnreadableDocument e) {
            throw e;
        } catch (RuntimeException e) {
            throw new UnreadableDocument(e);
        }
    }

    /** What Redis answers, unless it says that the key holds a value of another Redis type than ours. */
    public static <T> T asking(Supplier<@Nullable T> redis) {
        try {
            return Objects.requireNonNull(redis.get());
        } catch (DataAccessException e) {
            String answer = NestedExceptionUtils.getMostSpecificCause(e).getMessage();
            if (answer != null && answer.contains("WRONGTYPE")) {
                throw new UnreadableDocument(e);
            }
            throw e;
        }
    }
}
