package com.hubify.identity.resource.quota;

/** What a budget may use while the identity server does not answer: a part of each minute's limit. For the settling thread. */
final class LocalShare {

    private long given;
    private long settled;
    private long until;
    private long earlier;

    /** Permits of this share that the budget was given, used or not; none while it shares with other services. */
    long given() {
        return given;
    }

    /** Requests of minutes that have ended, which count for the day alone. */
    long earlier() {
        return earlier;
    }

    /** Begins a minute. Attack: an identity server that comes and goes; the share is one for the minute however often it went. */
    long begin(Terms.Window minute, Terms.Window day, long millis, int percent) {
        if (millis >= until) {
            settled = 0;
            until = minute.reset();
        }
        long most = Math.max(1, minute.limit() * percent / 100);
        given = Math.max(0, Math.min(day.remaining(), most - settled));
        return given;
    }

    /** Ends a minute in which so much of the share was used. */
    void end(long used, boolean isSameDay) {
        earlier = isSameDay ? earlier + used : 0;
    }

    /** The identity server knows what was used. */
    void settle(Claim claim) {
        if (given > 0) {
            settled += claim.debt();
        }
        given = 0;
        earlier -= claim.earlier();
    }
}
