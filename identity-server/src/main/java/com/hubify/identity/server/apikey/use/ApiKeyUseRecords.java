package com.hubify.identity.server.apikey.use;

import com.hubify.identity.server.apikey.ApiKeyId;
import java.time.Duration;

/** What is recorded of the use of API keys. */
public interface ApiKeyUseRecords {

    /** How long counts are kept. */
    Duration KEPT = Duration.ofDays(90);

    /**
     * Adds what a service has reported, in one step. A report of the same batch about the same key is added once, if it is repeated
     * within ten minutes.
     *
     * @param service the client id of the service
     * @return whether it was added
     */
    boolean add(ReportedUse use, String batch, String service);

    /** The use of a key in the last 90 days. */
    RecordedUse find(ApiKeyId key);
}
