package com.hubify.identity.server.redis;

import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.QueryTimeoutException;

/**
 * Redis' time, which all nodes share: read every second, and continued by this machine's monotonic clock in between.
 *
 * <p>Threat: one node dates a token, and another the revocation that is to end it. By a machine's clock that is 30 s ahead,
 * the token would be dated after a later revocation and stay valid; and services would refuse it as not yet valid. Stopping
 * to issue tokens would be an outage for an error that can be corrected here, and the clock may jump between two checks. The
 * monotonic clock doesn't jump.
 *
 * <p>Spring's own checks still use the machine's clock, so codes expire early or late by its error. {@link ClockHealth}
 * reports it.
 */
final class RedisClock extends Clock {

    private static final Logger LOG = LoggerFactory.getLogger(RedisClock.class);

    private static final Duration JUMP = Duration.ofSeconds(1);

    /**
     * @param at on the monotonic clock, in nanoseconds
     * @param within maximum error, in nanoseconds
     */
    private record Anchor(Instant time, long at, long within) {

        Instant timeAt(long moment) {
            return time.plusNanos(moment - at);
        }
    }

    private final Supplier<Instant> redis;
    private final Clock machine;
    private final Ticker ticker;
    private volatile @Nullable Anchor anchor;

    /**
     * @param redis reads Redis' clock
     * @param machine this machine's clock, used until Redis has been read once. No token is issued before that, since the
     *     signing keys are in Redis
     */
    RedisClock(Supplier<Instant> redis, Clock machine, Ticker ticker) {
        this.redis = redis;
        this.machine = machine;
        this.ticker = ticker;
    }

    @Override
    public Instant instant() {
        Anchor known = anchor;
        return known == null ? machine.instant() : known.timeAt(ticker.read());
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("this clock has UTC only");
    }

    /**
     * Reads Redis' clock; if that fails, the time continues. Not thread-safe.
     *
     * @return false if the command timed out
     */
    boolean read() {
        try {
            long asked = ticker.read();
            Instant earliest = redis.get();
            long answered = ticker.read();
            correct(earliest, answered - asked, answered);
            return true;
        } catch (DataAccessException e) {
            LOG.debug("Redis' clock can't be read: {}", e.toString());
            return !(e instanceof QueryTimeoutException);
        }
    }

    // Redis read its clock at some moment in between. A time within that range is kept: a slow response is inexact.
    private void correct(Instant earliest, long took, long answered) {
        Anchor known = anchor;
        if (known != null) {
            Instant now = known.timeAt(answered);
            if (!now.isBefore(earliest) && !now.isAfter(earliest.plusNanos(took))) {
                return;
            }
            Duration shift = Duration.between(now, earliest);
            if (shift.abs().compareTo(JUMP.plusNanos(known.within + took)) > 0) {
                LOG.warn("Redis' clock jumped by {}; this server, which goes by it, follows", shift);
            }
        }
        anchor = new Anchor(earliest.plusNanos(took / 2), answered, took / 2);
    }

    /** How far this machine's clock is ahead of Redis'; negative if it is behind, null before the first reading. */
    @Nullable
    Duration machineAhead() {
        return anchor == null ? null : Duration.between(instant(), machine.instant());
    }
}
