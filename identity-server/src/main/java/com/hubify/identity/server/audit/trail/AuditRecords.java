package com.hubify.identity.server.audit.trail;

import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Reads the audit trail. What is queued, grants, is there up to a second later than it happened. All methods throw Spring's {@code
 * DataAccessException} if Redis doesn't answer.
 */
public interface AuditRecords {

    /** Most records of a page. */
    int MOST = 200;

    /** Takes lines one by one, so that any number of them fits into memory. */
    @FunctionalInterface
    interface Lines {

        /** @param json a JSON object without line breaks */
        void take(String json) throws IOException;
    }

    /**
     * Records, the latest first, of all streams together.
     *
     * @param limit from 1 to {@link #MOST}
     * @param cursor of the page before; null for the first page
     * @throws IllegalArgumentException if the cursor is none of this method's
     */
    AuditPage latest(AuditFilter filter, int limit, @Nullable String cursor);

    /**
     * All records of a stream, as they are stored, the oldest first.
     *
     * @param from the first moment at which Redis stored them; null for the beginning
     * @param to the first moment after that; null for the end, as it is when the method begins
     * @throws IOException if that does which takes the lines
     */
    void export(AuditStream stream, @Nullable Instant from, @Nullable Instant to, Lines lines) throws IOException;

    /** Signed checkpoints, each as {@code {"checkpoint":"…"}}; parameters as those of {@link #export}. */
    void exportCheckpoints(@Nullable Instant from, @Nullable Instant to, Lines lines) throws IOException;
}
