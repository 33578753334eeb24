package com.hubify.identity.server.client;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** When secrets of clients were used last, to know which of two is still in use somewhere. */
public interface SecretUses {

    /**
     * Notes a use of the secret with that digest, as it is stored, at most once a minute of a node. Never fails: a client isn't refused for the sake of a statistic.
     */
    void note(String digest);

    /** The latest uses, in whole minutes or so, of those that were used within 400 days. */
    Map<String, Instant> latest(List<String> digests);
}
