package com.hubify.identity.server.redis;

import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;

/**
 * A stored document can't be parsed: it is damaged, or has a form or type this release doesn't know. The message omits the
 * cause, which may quote the document. Never thrown for an outage of Redis.
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

    /** Parses text that was read before. Redis isn't called inside, so an outage never looks like damage. */
    public static <T> T reading(Supplier<@Nullable T> text) {
        try {
            return Objects.requireNonNull(text.get());
        } catch (UnreadableDocument e) {
            throw e;
        } catch (RuntimeException e) {
            throw new UnreadableDocument(e);
        }
    }

    /** The result of a Redis command. */
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
