package com.hubify.identity.benchmarks.revocation;

import com.hubify.identity.parts.line.BreakableLine;
import com.hubify.identity.resource.InProcessService;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/** Services in this process, each with a line of its own, which leads to the nodes of the identity server in turn. */
final class Followers implements AutoCloseable {

    /** One service. */
    static final class Follower {

        private static final long DISTURBED = Long.MAX_VALUE;

        private final int number;
        private final BreakableLine line;
        private final InProcessService service;
        private int disturbances;
        private long endedAt = System.nanoTime();
        private long undisturbedSince = DISTURBED;

        private Follower(int number, BreakableLine line, InProcessService service) {
            this.number = number;
            this.line = line;
            this.service = service;
        }

        InProcessService service() {
            return service;
        }

        BreakableLine line() {
            return line;
        }

        /** To be told before anything is broken that this service needs. */
        synchronized void disturb() {
            disturbances++;
            undisturbedSince = DISTURBED;
        }

        /** To be told after it has been mended. */
        synchronized void calm() {
            disturbances--;
            endedAt = System.nanoTime();
        }

        /** Whether nothing stood between it and the server from that moment until now. */
        synchronized boolean isUndisturbedSince(long moment) {
            long now = System.nanoTime();
            if (disturbances == 0 && undisturbedSince == DISTURBED && hasHeardSince(now)) {
                undisturbedSince = now;
            }
            return undisturbedSince != DISTURBED && undisturbedSince <= moment;
        }

        /** Whether it has heard since what disturbed it ended. */
        synchronized boolean hearsAgain() {
            return hasHeardSince(System.nanoTime());
        }

        // What it knows must be younger than the end of the disturbance: only then is it connected again.
        private boolean hasHeardSince(long now) {
            return service.staleness().toNanos() < now - endedAt;
        }

        @Override
        public String toString() {
            return "service " + number + " at staleness " + service.staleness();
        }
    }

    private final List<Follower> followers;

    private Followers(List<Follower> followers) {
        this.followers = followers;
    }

    /** Starts so many and waits until each has read the feed. */
    static Followers of(IdentityPlatform platform, int count, Duration maxStaleness) {
        Followers all = new Followers(IntStream.range(0, count)
                .mapToObj(number -> follower(platform, number, maxStaleness))
                .toList());
        all.followers.forEach(each -> Fleet.await(
                "the feed at " + each, () -> each.service.staleness().toSeconds() < 3));
        return all;
    }

    private static Follower follower(IdentityPlatform platform, int number, Duration maxStaleness) {
        BreakableLine line = BreakableLine.to(
                "localhost",
                platform.ports().stream().mapToInt(Integer::intValue).toArray());
        Map<String, String> settings = new HashMap<>(Fleet.settings(platform.issuer(), maxStaleness));
        settings.put("hubify.resource.backchannel-uri", "http://127.0.0.1:" + line.port());
        return new Follower(number, line, InProcessService.start(settings));
    }

    Follower any(Random random) {
        return followers.get(random.nextInt(followers.size()));
    }

    List<Follower> all() {
        return followers;
    }

    @Override
    public void close() {
        followers.forEach(each -> {
            each.service.close();
            each.line.close();
        });
    }
}
