package com.hubify.identity.benchmarks.verify;

import com.hubify.identity.benchmarks.ClassPath;
import com.hubify.identity.benchmarks.Options;
import com.hubify.identity.benchmarks.Report;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Runs {@link VerifyBenchmark} in processes of its own: known credentials with one thread and with two, new ones with and
 * without native cryptography.
 */
public final class VerifyReport {

    private static final double NANOS_PER_MICRO = 1_000;

    private final Options options;
    private final Report report;
    private final List<List<String>> rows = new ArrayList<>();

    private VerifyReport(Options options, Clock clock) {
        this.options = options;
        this.report = Report.about("Verifying within a process", clock);
    }

    /** Runs it: {@code --iterations} of so many {@code --seconds}, in so many {@code --forks}. */
    public static void main(String[] arguments) throws RunnerException {
        Options options = new Options(arguments, Set.of("iterations", "seconds", "forks"));
        new VerifyReport(options, Clock.systemUTC()).run();
    }

    private void run() throws RunnerException {
        ClassPath everything = ClassPath.own();
        for (int threads = 1; threads <= 2; threads++) {
            measure("knownToken", "known token", threads, everything);
            measure("knownKey", "known key", threads, everything);
        }
        measure("newToken", "new token, Corretto", 1, everything);
        measure("newToken", "new token, JDK", 1, everything.withoutNativeCrypto());
        measure("springDecoder", "Spring's NimbusJwtDecoder, ES256, each time", 1, everything);
        report.say(
                "Promised for a known credential: a million a second, p99 of 50 µs. Percentiles are of single calls, which"
                        + " JMH times for a sample of them.");
        report.table(
                List.of(
                        "credential",
                        "threads",
                        "per second",
                        "± (99.9 %)",
                        "mean, µs",
                        "p50, µs",
                        "p99, µs",
                        "p99.9, µs"),
                rows);
    }

    private void measure(String benchmark, String label, int threads, ClassPath classPath) throws RunnerException {
        Report.progress(label + ", threads: " + threads);
        // JMH starts its processes with the class path that this property names.
        System.setProperty("java.class.path", classPath.value());
        Result<?> throughput = run(benchmark, threads, Mode.Throughput, TimeUnit.SECONDS);
        Result<?> times = run(benchmark, threads, Mode.SampleTime, TimeUnit.NANOSECONDS);
        rows.add(List.of(
                label,
                Integer.toString(threads),
                Report.number(throughput.getScore(), 0),
                Report.number(throughput.getScoreError(), 0),
                micros(times.getScore()),
                micros(times.getStatistics().getPercentile(50)),
                micros(times.getStatistics().getPercentile(99)),
                micros(times.getStatistics().getPercentile(99.9))));
    }

    private Result<?> run(String benchmark, int threads, Mode mode, TimeUnit unit) throws RunnerException {
        int iterations = options.number("iterations", 5);
        TimeValue time = TimeValue.seconds(options.number("seconds", 1));
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include("\\Q" + VerifyBenchmark.class.getName() + "." + benchmark + "\\E$")
                        .mode(mode)
                        .timeUnit(unit)
                        .threads(threads)
                        .forks(options.number("forks", 1))
                        .warmupIterations(Math.max(1, iterations - 2))
                        .warmupTime(time)
                        .measurementIterations(iterations)
                        .measurementTime(time)
                        .jvmArgs("-Xmx1g", "--enable-native-access=ALL-UNNAMED")
                        .shouldFailOnError(true)
                        .output("target/jmh.log")
                        .build())
                .run();
        return results.iterator().next().getPrimaryResult();
    }

    private static String micros(double nanos) {
        return Report.number(nanos / NANOS_PER_MICRO, 2);
    }
}
