package com.hubify.identity.benchmarks.quota;

import com.hubify.identity.benchmarks.Options;
import com.hubify.identity.benchmarks.Report;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Runs {@link QuotaBenchmark} in processes of its own: with one thread and with two. */
public final class QuotaReport {

    private final Options options;

    private QuotaReport(Options options) {
        this.options = options;
    }

    /** Runs it: {@code --iterations} of so many {@code --seconds}, in so many {@code --forks}. */
    public static void main(String[] arguments) throws RunnerException {
        new QuotaReport(new Options(arguments, Set.of("iterations", "seconds", "forks"))).run();
    }

    private void run() throws RunnerException {
        Report report = Report.about("Counting requests against plans", Clock.systemUTC());
        List<List<String>> rows = new ArrayList<>();
        for (String stack : List.of("servlet", "reactive")) {
            for (int threads = 1; threads <= 2; threads++) {
                rows.add(row(stack, threads));
            }
        }
        report.say(
                "Promised for a known credential: at most 2 µs more than without limits. The mean of single requests, each"
                        + " of which counts for a caller, a key and an organization.");
        report.table(List.of("stack", "threads", "without, µs", "with, µs", "± (99.9 %)", "more, µs"), rows);
    }

    private List<String> row(String stack, int threads) throws RunnerException {
        Report.progress(stack + ", threads: " + threads);
        Result<?> without = measure(stack, threads, false);
        Result<?> with = measure(stack, threads, true);
        return List.of(
                stack,
                Integer.toString(threads),
                Report.number(without.getScore(), 2),
                Report.number(with.getScore(), 2),
                Report.number(with.getScoreError(), 2),
                Report.number(with.getScore() - without.getScore(), 2));
    }

    private Result<?> measure(String stack, int threads, boolean counts) throws RunnerException {
        int iterations = options.number("iterations", 5);
        TimeValue time = TimeValue.seconds(options.number("seconds", 1));
        return new Runner(new OptionsBuilder()
                        .include("\\Q" + QuotaBenchmark.class.getName() + "." + stack + "\\E$")
                        .param("counts", Boolean.toString(counts))
                        .mode(Mode.AverageTime)
                        .timeUnit(TimeUnit.MICROSECONDS)
                        .threads(threads)
                        .forks(options.number("forks", 1))
                        .warmupIterations(iterations)
                        .warmupTime(time)
                        .measurementIterations(iterations)
                        .measurementTime(time)
                        .jvmArgs("-Xmx1g", "--enable-native-access=ALL-UNNAMED")
                        .shouldFailOnError(true)
                        .output("target/jmh.log")
                        .build())
                .run()
                .iterator()
                .next()
                .getPrimaryResult();
    }
}
