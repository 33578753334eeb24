package com.hubify.identity.benchmarks.revocation;

import com.hubify.identity.benchmarks.Options;
import com.hubify.identity.benchmarks.Report;
import com.hubify.identity.benchmarks.Sample;
import com.hubify.identity.benchmarks.revocation.Credential.Way;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/**
 * From the answer to a revocation until each service refuses what was revoked, and the same from when the revocation was sent.
 * Then once more while a thousand others read the feed.
 */
public final class RevocationReport {

    /** The promise: half of them within 50 ms, all but one in a hundred within 250 ms. */
    private static final String PROMISE = "promised: p50 50 ms, p99 250 ms";

    private final Report report;
    private final int revocations;
    private final int services;
    private final int readers;

    private RevocationReport(Options options, Clock clock) {
        this.revocations = options.number("revocations", 1_000);
        this.services = options.number("services", 20);
        this.readers = options.number("readers", 1_000);
        this.report = Report.about("From revoked to refused", clock);
    }

    /** Runs it: {@code --revocations}, {@code --services} that follow, {@code --readers} of the feed in the second part. */
    public static void main(String[] arguments) {
        Options options = new Options(arguments, Set.of("revocations", "services", "readers"));
        new RevocationReport(options, Clock.systemUTC()).run();
        // Threads of clients that have been closed would keep the program for a minute.
        System.exit(0);
    }

    private void run() {
        try (IdentityPlatform platform = IdentityPlatform.start();
                Fleet fleet = Fleet.following(platform, services, Duration.ofMinutes(5))) {
            Issuer issuer = new Issuer(platform.issuer());
            report.say(
                    "Store: " + platform.store().words() + ". " + services + " services in one process, " + revocations
                            + " revocations of tokens (by their client and by an operator) and keys, one after the other; "
                            + PROMISE
                            + ".");
            measure(services + " services", issuer, fleet, null);
            if (readers > 0) {
                issuer.renew();
                try (FeedReaders crowd = FeedReaders.connect(issuer, readers)) {
                    measure(services + " services beside " + readers + " readers", issuer, fleet, crowd);
                }
            }
        }
    }

    private void measure(String title, Issuer issuer, Fleet fleet, @Nullable FeedReaders crowd) {
        List<Timing> timings = new ArrayList<>();
        for (int i = 0; i < revocations; i++) {
            Credential credential = issuer.mint(Way.values()[i % Way.values().length]);
            fleet.awaitAccepted(credential.value());
            timings.add(Timing.of(issuer, fleet, crowd, credential));
            if ((i + 1) % 100 == 0) {
                Report.progress(title + ": " + (i + 1) + " of " + revocations);
            }
        }
        List<List<String>> rows = new ArrayList<>();
        rows.add(row("from the answer, each service", timings.stream().flatMapToDouble(Timing::fromAnswer)));
        rows.add(row(
                "from the answer, slowest service",
                timings.stream().mapToDouble(each -> each.fromAnswer().max().orElseThrow())));
        rows.add(row("from sending, each service", timings.stream().flatMapToDouble(Timing::fromSending)));
        rows.add(row("sending to answer", timings.stream().mapToDouble(Timing::answering)));
        if (crowd != null) {
            rows.add(row(
                    "from the answer, event at each reader", timings.stream().flatMapToDouble(Timing::atReaders)));
        }
        report.table(List.of(title + ", ms", "measured", "p50", "p99", "largest", "over 250 ms"), rows);
    }

    private static List<String> row(String label, DoubleStream millis) {
        Sample sample = Sample.of(millis.toArray());
        return List.of(
                label,
                Integer.toString(sample.size()),
                Report.number(sample.median(), 1),
                Report.number(sample.percentile(0.99), 1),
                Report.number(sample.max(), 1),
                Long.toString(sample.above(250)));
    }
}
