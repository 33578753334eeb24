package com.hubify.identity.resource.quota;

/**
 * What is known of a budget since it was last settled.
 *
 * @param minute the limit for a minute
 * @param day the limit for a day
 * @param holders instances of services that use it
 * @param isLocal whether it is this service's own share, while the identity server does not answer
 * @param shown of the two the one that ends first, by what is left
 * @param policy both as the field {@code RateLimit-Policy}
 */
record Terms(Window minute, Window day, long holders, boolean isLocal, Window shown, String policy) {

    /**
     * A limit for a period.
     *
     * @param name for the {@code RateLimit} fields
     * @param limit requests in the period
     * @param remaining requests that no service has used or has permits for
     * @param reset when the next period begins, in milliseconds since 1970
     */
    record Window(String name, long seconds, long limit, long remaining, long reset) {

        /** The same with less left. */
        Window less(long used) {
            return new Window(name, seconds, limit, Math.max(0, remaining - used), reset);
        }

        /**
         * The same as it is at a later time: in the next period all is left. One that ends in more than two periods is over: a clock
         * was set back.
         */
        Window at(long millis) {
            if (millis < reset && reset - millis <= 2 * seconds * 1000) {
                return this;
            }
            long period = seconds * 1000;
            return new Window(name, seconds, limit, limit, millis - millis % period + period);
        }
    }

    private static final long MINUTE = 60;
    private static final long DAY = 86_400;

    /** Of a caller whom the identity server has not been asked about yet: the smallest plan's. */
    private static final long LEAST_PER_MINUTE = 60;

    private static final long LEAST_PER_DAY = 1_000;

    static Terms of(Window minute, Window day, long holders, boolean isLocal) {
        return new Terms(
                minute,
                day,
                Math.max(1, holders),
                isLocal,
                tighter(minute, day),
                "\"minute\";q=" + minute.limit() + ";w=" + MINUTE + ", \"day\";q=" + day.limit() + ";w=" + DAY);
    }

    static Terms unknown(long millis) {
        return of(
                minute(LEAST_PER_MINUTE, 0, 0).at(millis),
                day(LEAST_PER_DAY, 0, 0).at(millis),
                1,
                false);
    }

    static Window minute(long limit, long remaining, long reset) {
        return new Window("minute", MINUTE, limit, remaining, reset);
    }

    static Window day(long limit, long remaining, long reset) {
        return new Window("day", DAY, limit, remaining, reset);
    }

    /** The same at a later time. */
    Terms at(long millis) {
        Window now = minute.at(millis);
        return now == minute
                ? this
                : new Terms(now, day.at(millis), holders, isLocal, tighter(now, day.at(millis)), policy);
    }

    private static Window tighter(Window minute, Window day) {
        return day.remaining() < minute.remaining() ? day : minute;
    }

    /** Whether nothing is left until the next minute or day. */
    boolean isExhausted() {
        return minute.remaining() == 0 || day.remaining() == 0;
    }
}
