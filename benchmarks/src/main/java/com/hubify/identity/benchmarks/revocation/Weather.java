package com.hubify.identity.benchmarks.revocation;

import com.hubify.identity.benchmarks.revocation.Followers.Follower;
import com.hubify.identity.benchmarks.revocation.Tally.Event;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/** Breaks things one after the other: mostly one service's line, now and then a node of the server or its Redis for all. */
final class Weather implements Repeated {

    private static final int LONGEST_CUT = 12_000;
    private static final int LONGEST_HANG = 15_000;
    private static final int LONGEST_CALM = 4_000;
    private static final long PATIENCE = Duration.ofSeconds(60).toNanos();
    private static final double NANOS_PER_MILLI = 1_000_000;

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
        switch (random.nextInt(8)) {
            case 0 -> restartServer();
            case 1, 2 -> hangServer();
            case 3, 4 -> failStore();
            default -> breakLine(followers.any(random));
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

    /** The same for all services; then waits until each of them hears again. */
    private void disturbingAll(Event event, Breaking breaking) throws InterruptedException {
        disturbing(followers.all(), event, breaking);
        long mended = System.nanoTime();
        while (!followers.all().stream().allMatch(Follower::hearsAgain)) {
            if (System.nanoTime() - mended > PATIENCE) {
                throw new IllegalStateException("A service receives no revocations any more after " + event);
            }
            Thread.sleep(5);
        }
        tally.heardAgain(event, (System.nanoTime() - mended) / NANOS_PER_MILLI);
    }

    private void restartServer() throws InterruptedException {
        int node = random.nextInt(platform.ports().size());
        disturbingAll(Event.SERVER_KILLED, () -> {
            platform.kill(node);
            platform.restart(node);
        });
    }

    /** The last node, since the first is where this program itself asks. Services are to leave it while it hangs. */
    private void hangServer() throws InterruptedException {
        int node = platform.ports().size() - 1;
        if (node == 0) {
            return;
        }
        long begun = System.nanoTime();
        disturbingAll(Event.SERVER_HUNG, () -> platform.pause(node));
        long left = random.nextInt(LONGEST_HANG) - (System.nanoTime() - begun) / 1_000_000;
        Thread.sleep(Math.max(0, left));
        platform.resume(node);
    }

    private void failStore() throws InterruptedException {
        Store store = platform.store();
        disturbingAll(store.failure(), () -> store.fail(random));
        store.mend();
    }

    private void breakLine(Follower follower) throws InterruptedException {
        disturbing(List.of(follower), Event.LINE_CUT, () -> {
            switch (random.nextInt(3)) {
                case 0 -> follower.line().drop();
                case 1 -> follower.line().cut();
                default -> follower.line().hold();
            }
            Thread.sleep(random.nextInt(LONGEST_CUT));
            follower.line().restore();
        });
    }
}
