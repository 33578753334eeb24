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
 * Checks client secrets whose digests are slow on purpose: one BCrypt check of cost 10 takes a core for about 60 ms.
 *
 * <p>Attack: whoever knows the id of such a client sends wrong secrets over many connections, and everybody's tokens wait for
 * the cores. So one secret of a client is checked at a time and no more than half of the cores check any, and what finds no turn
 * is told to come back.
 *
 * <p>Attack: the same, to keep the client itself from its tokens. So the secret that matched last is recognized at once; and
 * until there is one, one request of each network waits for the client's turn, and the client waits for as many checks as
 * there are networks that attack it.
 */
final class SlowSecrets {

    /** What is known of one digest: who may check against it now, and what matched it. */
    private static final class Known {

        final Semaphore turn = new Semaphore(1, true);

        /** Which request of a network may wait for that turn. Kept while one of that network is here. */
        final Cache<String, Semaphore> networks =
                Caffeine.newBuilder().weakValues().build();

        /** SHA-256 of the secret that matched last. It stays in memory, where the secret itself has just been. */
        volatile byte @Nullable [] matched;

        boolean isMatchedBy(byte[] secret) {
            return MessageDigest.isEqual(matched, secret);
        }
    }

    /** More clients than have a secret that a person chose. Digests come from registered clients, never from a request. */
    private static final int MOST_KNOWN = 1_000;

    private final PasswordEncoder encoder;
    private final Duration patience;
    private final Ticker ticker = Ticker.systemTicker();
    private final Semaphore turns;
    private final Cache<String, Known> known =
            Caffeine.newBuilder().maximumSize(MOST_KNOWN).build();

    /**
     * @param encoder what checks, slowly
     * @param cores what the machine has
     * @param patience how long a check waits, for all its turns together
     */
    SlowSecrets(PasswordEncoder encoder, int cores, Duration patience) {
        this.encoder = encoder;
        this.patience = patience;
        this.turns = new Semaphore(Math.max(1, cores / 2), true);
    }

    /**
     * @param network that asks
     * @throws TooManySlowChecks if there was no turn in time
     */
    boolean matches(String secret, String encoded, String network) {
        byte[] digest = Sha256.base64Url(secret).getBytes(StandardCharsets.US_ASCII);
        Known one = known.get(encoded, key -> new Known());
        Semaphore own = one.networks.get(network, key -> new Semaphore(1, true));
        long deadline = ticker.read() + patience.toNanos();
        // A client that begins with many requests at once is asked for one slow check.
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
