package com.hubify.identity.server.revocation.feed;

import java.util.HashMap;
import java.util.Map;

/**
 * How many may be connected to this node. No client has more than half of the places: one that connects and connects, by
 * mistake or not, leaves room for the others.
 */
final class FeedPlaces {

    private final int most;
    private final Map<String, Integer> taken = new HashMap<>();
    private int all;

    FeedPlaces(int most) {
        this.most = most;
    }

    /** Whether there was a place left for the client, which it now has. */
    synchronized boolean take(String clientId) {
        int own = taken.getOrDefault(clientId, 0);
        if (all >= most || own >= Math.max(1, most / 2)) {
            return false;
        }
        taken.put(clientId, own + 1);
        all++;
        return true;
    }

    /** Gives back a place it has. */
    synchronized void release(String clientId) {
        taken.computeIfPresent(clientId, (client, own) -> own == 1 ? null : own - 1);
        all--;
    }

    synchronized int taken() {
        return all;
    }
}
