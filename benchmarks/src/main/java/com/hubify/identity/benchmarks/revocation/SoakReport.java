package com.hubify.identity.benchmarks.revocation;

import com.hubify.identity.benchmarks.Options;
import com.hubify.identity.benchmarks.Report;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Uses tokens and keys at several services while some are revoked, lines are cut, a node hangs or is killed, its clock is wrong, and its Redis is killed or fails over.
 * Counts what must never be: a revoked credential accepted later than promised, a good one answered with 401.
 */
public final class SoakReport {

    private static final int USERS = 2;
    private static final int NODES = 2;

    private final Options options;
    private final Report report;
    private final List<String> stores;
    private final Duration lasting;

    private SoakReport(Options options, Clock clock) {
        this.options = options;
        this.stores = options.words("store", "redis,sentinel,cluster");
        this.lasting = Duration.ofSeconds(options.number("seconds", 180)).dividedBy(stores.size());
        this.report = Report.about("Revocations in bad weather", clock);
    }

    /**
     * Runs it for {@code --seconds}, divided among the kinds of {@code --store}, with so many {@code --services} of
     * {@code --max-staleness} seconds and so many {@code --credentials}, and the clock of the second node {@code --ahead}
     * seconds ahead; {@code --seed} chooses the weather. Ends with 1 if anything was violated.
     */
    public static void main(String[] arguments) throws InterruptedException {
        Options options = new Options(
                arguments, Set.of("seconds", "store", "ahead", "services", "credentials", "max-staleness", "seed"));
        System.exit(new SoakReport(options, Clock.systemUTC()).run() ? 0 : 1);
    }

    private boolean run() throws InterruptedException {
        boolean clean = true;
        for (String store : stores) {
            clean &= run(store);
        }
        return clean;
    }

    private boolean run(String kind) throws InterruptedException {
        Duration maxStaleness = options.seconds("max-staleness", 5);
        int services = options.number("services", 5);
        int seed = options.number("seed", 1);
        Duration ahead = options.seconds("ahead", 0);
        Tally tally = new Tally();
        try (IdentityPlatform platform = IdentityPlatform.start(Store.start(kind), NODES, ahead);
                Followers followers = Followers.of(platform, services, maxStaleness)) {
            Issuer issuer = new Issuer(
                    platform.issuer(),
                    IntStream.range(0, NODES).mapToObj(platform::address).toList());
            Wallet wallet = new Wallet(issuer, options.number("credentials", 120));
            report.say("Store: " + platform.store().words() + ". " + NODES + " nodes, the clock of the second "
                    + ahead.toSeconds() + " s ahead. "
                    + lasting.toSeconds() + " seconds, " + services + " services with a maximum staleness of "
                    + maxStaleness.toSeconds() + " s, " + wallet.size() + " credentials, seed " + seed + ".");
            soak(
                    new Weather(platform, followers, new Random(seed), tally),
                    new Revoker(issuer, wallet, new Random(seed + 1), tally),
                    Stream.iterate(seed + 2, next -> next + 1)
                            .limit(USERS)
                            .map(each -> new User(wallet, followers, maxStaleness, new Random(each), tally))
                            .toList(),
                    tally);
            report.table(List.of("what", "how often"), tally.rows());
            tally.violations().forEach(report::say);
            report.say("Violations: " + tally.revokedAccepted() + " revoked accepted, " + tally.goodRefused()
                    + " good refused.");
            return tally.revokedAccepted() == 0 && tally.goodRefused() == 0;
        }
    }

    private void soak(Weather weather, Revoker revoker, List<User> users, Tally tally) throws InterruptedException {
        AtomicBoolean over = new AtomicBoolean();
        List<Thread> threads = Stream.concat(Stream.<Repeated>of(weather, revoker), users.stream())
                .map(work ->
                        new Thread(() -> work.repeatUntil(over), work.getClass().getSimpleName()))
                .toList();
        threads.forEach(Thread::start);
        long end = System.nanoTime() + lasting.toNanos();
        while (System.nanoTime() < end && threads.stream().allMatch(Thread::isAlive)) {
            Thread.sleep(Math.min(10_000, lasting.toMillis()));
            Report.progress(tally.summary());
        }
        boolean died = System.nanoTime() < end;
        over.set(true);
        for (Thread thread : threads) {
            thread.join();
        }
        if (died) {
            throw new IllegalStateException("A part of the program has stopped, so the figures would be invalid");
        }
    }
}
