package com.hubify.identity.server.revocation.feed;

import java.util.HashMap;
import java.util.Map;

/**
 * Counts connections to this node. No client may have more than half of them, so that one that connects in a loop leaves
 * room for others.
 */
final class FeedPlaces {

    private final int most;
    private final Map<String, Integer> taken = new HashMap<>();
    private int all;

    FeedPlaces(int most) {
        this.most = most;
    }

    /** Takes a connection for the client; false if the limit is reached. */
    synchronized boolean take(String clientId) {
        int own = taken.getOrDefault(clientId, 0);
        if (all >= most || own >= Math.max(1, most / 2)) {
            return false;
        }
        taken.put(clientId, own + 1);
        all++;
        return true;
    }

    /** Returns a connection of the client. */
    synchronized void release(String clientId) {
        taken.computeIfPresent(clientId, (client, own) -> own == 1 ? null : own - 1);
        all--;
    }

    synchronized int taken() {
        return all;
    }
}
