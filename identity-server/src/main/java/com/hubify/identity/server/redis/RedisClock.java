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
 * Redis' time, which all nodes share: read there every second, and counted on by this machine's monotonic clock in between.
 *
 * <p>Threat: a node dates a token, another one the revocation that is to end it. By a machine's clock that is 30 s ahead, the
 * token would be dated after the revocation that followed it, and would live on; and services would refuse it until their own
 * clocks get there. A node that only noticed this and stopped minting would take good tokens away for an error that can be put
 * right here, and its clock may jump at any moment between two looks. The monotonic clock doesn't jump.
 *
 * <p>What Spring's authorization server itself compares with the machine's clock stays wrong: it takes a code for expired early
 * or late. {@link ClockHealth} tells operators.
 */
final class RedisClock extends Clock {

    private static final Logger LOG = LoggerFactory.getLogger(RedisClock.class);

    private static final Duration JUMP = Duration.ofSeconds(1);

    /**
     * @param at on the monotonic clock, in nanoseconds
     * @param within how wrong the time may be, in nanoseconds
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
     * @param redis asks Redis
     * @param machine this machine's clock, which is used until Redis has answered once. Nothing is minted before that, since the
     *     signing keys are agreed upon there
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
     * Reads Redis' clock. While that is away, the time runs on. To be called by one thread at a time.
     *
     * @return false if Redis said nothing in time, neither its time nor that it is away
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

    // Redis looked at its clock at some moment in between. What lies within stays: a slow answer says little.
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

    /** How far this machine's clock is ahead of Redis'; negative if it is behind, null while Redis hasn't answered. */
    @Nullable
    Duration machineAhead() {
        return anchor == null ? null : Duration.between(instant(), machine.instant());
    }
}
