package com.hubify.identity.benchmarks.revocation;

import com.hubify.identity.benchmarks.revocation.Followers.Follower;
import com.hubify.identity.benchmarks.revocation.Tally.Event;
import com.hubify.identity.benchmarks.revocation.Wallet.Carried;
import com.hubify.identity.resource.InProcessService.Answer;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/** Uses any credential at any service and judges the answer. */
final class User implements Repeated {

    private static final Duration PAUSE = Duration.ofMillis(1);
    private static final Duration PROMISED_WHILE_CONNECTED = Duration.ofMillis(250);
    private static final double NANOS_PER_MILLI = 1_000_000;

    private final Wallet wallet;
    private final Followers followers;
    private final Duration maxStaleness;
    private final Random random;
    private final Tally tally;

    User(Wallet wallet, Followers followers, Duration maxStaleness, Random random, Tally tally) {
        this.wallet = wallet;
        this.followers = followers;
        this.maxStaleness = maxStaleness;
        this.random = random;
        this.tally = tally;
    }

    @Override
    public void once() {
        Carried carried = wallet.any(random);
        Follower follower = followers.any(random);
        long begun = System.nanoTime();
        Answer answer = follower.service().verify(carried.credential().value());
        switch (answer) {
            case ACCEPTED -> accepted(carried, follower, begun);
            case REFUSED -> refused(carried, follower);
            case UNAVAILABLE -> unavailable(follower, begun);
        }
        LockSupport.parkNanos(PAUSE.toNanos());
    }

    private void accepted(Carried carried, Follower follower, long begun) {
        tally.count(Event.ACCEPTED);
        // If it was not revoked when the use began, accepting it was right.
        if (!carried.isRevoked() || begun <= carried.revokedAt()) {
            return;
        }
        long late = begun - carried.revokedAt();
        boolean connected = follower.isUndisturbedSince(carried.revokedAt());
        Duration promised = connected ? PROMISED_WHILE_CONNECTED : maxStaleness;
        if (late > promised.toNanos()) {
            tally.revokedWasAccepted("Accepted " + late / NANOS_PER_MILLI + " ms after the answer to its revocation ("
                    + carried.credential().way() + "), promised " + promised + ", by " + follower);
        } else {
            tally.acceptedAfterRevocation(late / NANOS_PER_MILLI);
        }
    }

    private void refused(Carried carried, Follower follower) {
        tally.count(Event.REFUSED);
        if (!carried.isCondemned()) {
            tally.goodWasRefused("A good credential (" + carried.credential().way() + ") was refused by " + follower);
        }
    }

    private void unavailable(Follower follower, long begun) {
        tally.count(Event.UNAVAILABLE);
        if (follower.isUndisturbedSince(begun)) {
            tally.count(Event.UNAVAILABLE_UNDISTURBED);
        }
    }
}
