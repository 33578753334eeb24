package com.hubify.demo.api;

import java.time.Clock;
import java.util.random.RandomGenerator;
import org.springframework.stereotype.Component;

/**
 * Makes ids that sort by age: {@code lab_} and 13 characters, each id greater than all before it. So an id is also a
 * cursor, and one that stays good when the thing it names is deleted between two pages.
 */
@Component
public class Ids {

    /** Low bits that are random, so that ids say little about how many there are. 42 bits of time last until 2109. */
    private static final int RANDOM_BITS = 21;

    private final Clock clock;
    private final RandomGenerator random;
    private long last;

    public Ids(Clock clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    /** Makes the next id of a kind of thing. */
    public synchronized String next(String kind) {
        last = Math.max(clock.millis() << RANDOM_BITS | random.nextLong(1L << RANDOM_BITS), last + 1);
        String digits = Long.toString(last, 32);
        return kind + "_" + "0".repeat(13 - digits.length()) + digits;
    }
}
