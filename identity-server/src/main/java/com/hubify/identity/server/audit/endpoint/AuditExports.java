package com.hubify.identity.server.audit.endpoint;

import com.hubify.identity.server.audit.trail.AuditRecords;
import com.hubify.identity.server.audit.trail.AuditStream;
import com.hubify.identity.server.error.TooManyRequests;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/**
 * Writes exports: the checkpoints, then the records of each stream, line by line as they are stored, and at the end a line that says so.
 * Checkpoints come first, so that no record is missing that one of them counts; and all of them, also where only late records are
 * asked for: they say with which record a chain may begin.
 */
@Component
class AuditExports {

    /** On a node, since each keeps a thread of the server, and Redis, busy for as long as the caller takes to read. */
    private static final int MOST_AT_ONCE = 2;

    private static final Duration WAIT = Duration.ofSeconds(30);

    private static final String END = "{\"end\":true}";

    private final AuditRecords records;
    private final Semaphore places = new Semaphore(MOST_AT_ONCE);

    AuditExports(AuditRecords records) {
        this.records = records;
    }

    /**
     * Writes an export.
     *
     * @param streams empty for all
     * @throws TooManyRequests if others are being written
     * @throws IOException if the caller is gone, or Redis in the midst of it: the connection is closed then, so that the export doesn't
     *     look whole
     */
    void write(Set<AuditStream> streams, @Nullable Instant from, @Nullable Instant to, HttpServletResponse response)
            throws IOException {
        if (!places.tryAcquire()) {
            throw new TooManyRequests("This node is writing " + MOST_AT_ONCE + " exports already.", WAIT);
        }
        try {
            response.setContentType("application/x-ndjson");
            response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store, no-transform");
            writeLines(streams, from, to, response.getOutputStream());
        } catch (DataAccessException e) {
            if (response.isCommitted()) {
                throw new IOException("Redis does not respond", e);
            }
            response.resetBuffer();
            throw e;
        } finally {
            places.release();
        }
    }

    private void writeLines(
            Set<AuditStream> streams, @Nullable Instant from, @Nullable Instant to, ServletOutputStream out)
            throws IOException {
        records.exportCheckpoints(null, to, line -> write(line, out));
        for (AuditStream stream : AuditStream.values()) {
            if (streams.isEmpty() || streams.contains(stream)) {
                records.export(stream, from, to, line -> write(line, out));
            }
        }
        write(END, out);
        out.flush();
    }

    private static void write(String line, ServletOutputStream out) throws IOException {
        out.write(line.getBytes(StandardCharsets.UTF_8));
        out.write('\n');
    }
}
