package com.hubify.identity.benchmarks.verify;

import com.hubify.identity.benchmarks.Options;
import com.hubify.identity.benchmarks.Report;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * What a service retains for live credentials: the heap after collection when it has seen them, less that before. Each has a
 * person and an id of its own, as in life.
 */
public final class MemoryReport {

    private static final int FIRST = 100;
    private static final int COLLECTIONS = 5;
    private static final double BYTES_PER_MEBIBYTE = 1024 * 1024;

    private final int count;

    private MemoryReport(int count) {
        this.count = count;
    }

    /** Runs it with so many {@code --credentials}. */
    public static void main(String[] arguments) {
        Options options = new Options(arguments, Set.of("credentials"));
        MemoryReport memory = new MemoryReport(options.number("credentials", 100_000));
        Report report = Report.about("Memory of live credentials", Clock.systemUTC());
        report.say("Promised: 64 MiB for 100,000.");
        report.table(
                List.of("credentials", "count", "MiB", "bytes each", "still known"),
                List.of(
                        memory.measure("access tokens", MeasuredVerifier::accessToken),
                        memory.measure("API keys", MeasuredVerifier::apiKey)));
        System.exit(0);
    }

    private List<String> measure(String label, Function<MeasuredVerifier, String> mint) {
        Report.progress(label);
        try (MeasuredVerifier verifier = new MeasuredVerifier(Map.of())) {
            // What comes with the first credentials is not theirs.
            mint(verifier, mint, FIRST).forEach(verifier::verify);
            List<String> credentials = mint(verifier, mint, count);
            // The credentials themselves, and what the stub issuer in this process knows of them, are there
            // before and after.
            long before = heap();
            credentials.parallelStream().forEach(verifier::verify);
            long retained = heap() - before;
            long known = credentials.stream().filter(verifier::knows).count();
            return List.of(
                    label,
                    Integer.toString(count),
                    Report.number(retained / BYTES_PER_MEBIBYTE, 1),
                    Long.toString(retained / count),
                    Long.toString(known));
        }
    }

    private static List<String> mint(MeasuredVerifier verifier, Function<MeasuredVerifier, String> mint, int count) {
        return IntStream.range(0, count)
                .parallel()
                .mapToObj(i -> mint.apply(verifier))
                .toList();
    }

    private static long heap() {
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
