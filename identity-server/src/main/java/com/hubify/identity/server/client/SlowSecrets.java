package com.hubify.identity.server.client;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import com.hubify.identity.protocol.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * Checks BCrypt client secrets. One check of cost 10 takes a core for about 60 ms.
 *
 * <p>Attack: send wrong secrets for such a client over many connections, so that all token requests wait for the processors.
 * So one secret of a client is checked at a time, at most half of the cores check at once, and a request that waits too long
 * gets 503.
 *
 * <p>Attack: the same, to keep the client itself from its tokens. So the secret that matched last is recognized without
 * BCrypt. Before the first match, each network has at most one request in the queue, so the client waits behind at most one
 * check per attacking network.
 */
final class SlowSecrets {

    /** State of one digest: the queue of checks against it, and the secret that matched last. */
    private static final class Known {

        final Semaphore turn = new Semaphore(1, true);

        /** One request of each network may wait in the queue. An entry lasts as long as a request holds its semaphore. */
        final Cache<String, Semaphore> networks =
                Caffeine.newBuilder().weakValues().build();

        /** SHA-256 of the secret that matched last, in memory only. */
        volatile byte @Nullable [] matched;

        boolean isMatchedBy(byte[] secret) {
            return MessageDigest.isEqual(matched, secret);
        }
    }

    /** Digests come from registered clients, never from a request. */
    private static final int MOST_KNOWN = 1_000;

    private final PasswordEncoder encoder;
    private final Duration patience;
    private final Ticker ticker = Ticker.systemTicker();
    private final Semaphore turns;
    private final Cache<String, Known> known =
            Caffeine.newBuilder().maximumSize(MOST_KNOWN).build();

    /**
     * @param encoder the BCrypt encoder
     * @param cores number of processors
     * @param patience how long a check may wait in all queues together
     */
    SlowSecrets(PasswordEncoder encoder, int cores, Duration patience) {
        this.encoder = encoder;
        this.patience = patience;
        this.turns = new Semaphore(Math.max(1, cores / 2), true);
    }

    /**
     * @param network the sender's network
     * @throws TooManySlowChecks if the check could not begin in time
     */
    boolean matches(String secret, String encoded, String network) {
        byte[] digest = Sha256.base64Url(secret).getBytes(StandardCharsets.US_ASCII);
        Known one = known.get(encoded, key -> new Known());
        Semaphore own = one.networks.get(network, key -> new Semaphore(1, true));
        long deadline = ticker.read() + patience.toNanos();
        // The queue of the network, then that of the client, then that for a processor. A request that comes to the
        // front may
        // find that one before it has matched: many requests of a client at once lead to one BCrypt check.
        return one.isMatchedBy(digest)
                || inTurn(
                        own,
                        deadline,
                        () -> one.isMatchedBy(digest)
                                || inTurn(
                                        one.turn,
                                        deadline,
                                        () -> one.isMatchedBy(digest)
                                                || inTurn(
                                                        turns,
                                                        deadline,
                                                        () -> matchesSlowly(secret, digest, encoded, one))));
    }

    /** Whether it is the secret that matched last. */
    boolean hasMatched(String secret, String encoded) {
        Known one = known.getIfPresent(encoded);
        return one != null && one.isMatchedBy(Sha256.base64Url(secret).getBytes(StandardCharsets.US_ASCII));
    }

    private boolean matchesSlowly(String secret, byte[] digest, String encoded, Known one) {
        boolean matches = encoder.matches(secret, encoded);
        if (matches) {
            one.matched = digest;
        }
        return matches;
    }

    private boolean inTurn(Semaphore turn, long deadline, BooleanSupplier check) {
        take(turn, deadline - ticker.read());
        try {
            return check.getAsBoolean();
        } finally {
            turn.release();
        }
    }

    private static void take(Semaphore turn, long patience) {
        try {
            if (turn.tryAcquire(patience, TimeUnit.NANOSECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new TooManySlowChecks();
    }
}
