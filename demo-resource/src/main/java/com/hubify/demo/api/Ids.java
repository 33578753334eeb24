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

    /**
     * Makes the next id.
     *
     * @param prefix what kind of thing it names, without the underscore
     */
    public String next(String prefix) {
        String digits = Long.toString(nextValue(), 32);
        return prefix + "_" + "0".repeat(13 - digits.length()) + digits;
    }

    private synchronized long nextValue() {
        long fresh = clock.millis() << RANDOM_BITS | random.nextLong(1L << RANDOM_BITS);
        last = Math.max(fresh, last + 1);
        return last;
    }
}
