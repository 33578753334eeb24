package com.hubify.identity.server.apikey.introspection;

import com.hubify.identity.server.apikey.ApiKeyId;
import java.time.Duration;

/**
 * Which services know of which keys, because introspection has told them lately that a key is active. Only these can have accepted
 * it.
 */
public interface KeyServices {

    /** Longer than services go by an answer: 12 hours, and they ask every 10 minutes for a key that is used. */
    Duration KEPT = Duration.ofHours(13);

    /** @param service the client id of the service that was told */
    void note(ApiKeyId key, String service);

    /** Whether the service was told so within {@link #KEPT}. */
    boolean knows(String service, ApiKeyId key);
}
