package com.hubify.identity.benchmarks.revocation;

import com.hubify.identity.benchmarks.revocation.Followers.Follower;
import com.hubify.identity.benchmarks.revocation.Tally.Event;
import java.util.List;
import java.util.Random;

/** Breaks things one after the other: mostly one service's line, now and then the server or its Redis for all. */
final class Weather implements Repeated {

    private static final int LONGEST_CUT = 12_000;
    private static final int LONGEST_CALM = 4_000;
    private static final int LONGEST_WITHOUT_REDIS = 3_000;

    private final IdentityPlatform platform;
    private final Followers followers;
    private final Random random;
    private final Tally tally;

    Weather(IdentityPlatform platform, Followers followers, Random random, Tally tally) {
        this.platform = platform;
        this.followers = followers;
        this.random = random;
        this.tally = tally;
    }

    @Override
    public void once() throws InterruptedException {
        switch (random.nextInt(12)) {
            case 0 -> disturbing(followers.all(), Event.SERVER_KILLED, this::restartServer);
            case 1 -> disturbing(followers.all(), Event.REDIS_KILLED, this::restartRedis);
            default -> {
                Follower follower = followers.any(random);
                disturbing(List.of(follower), Event.LINE_CUT, () -> breakLine(follower));
            }
        }
        Thread.sleep(random.nextInt(LONGEST_CALM));
    }

    /** Breaks something and mends it. */
    private interface Breaking {

        void run() throws InterruptedException;
    }

    private void disturbing(List<Follower> those, Event event, Breaking breaking) throws InterruptedException {
        tally.count(event);
        those.forEach(Follower::disturb);
        try {
            breaking.run();
        } finally {
            those.forEach(Follower::calm);
        }
    }

    private void restartServer() {
        platform.killServer();
        platform.startServer();
    }

    private void restartRedis() throws InterruptedException {
        platform.redis().kill();
        Thread.sleep(random.nextInt(LONGEST_WITHOUT_REDIS));
        platform.redis().start();
    }

    private void breakLine(Follower follower) throws InterruptedException {
        switch (random.nextInt(3)) {
            case 0 -> follower.line().drop();
            case 1 -> follower.line().cut();
            default -> follower.line().hold();
        }
        Thread.sleep(random.nextInt(LONGEST_CUT));
        follower.line().restore();
    }
}
