package com.hubify.identity.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Figures as Markdown: where and on what they were taken, then tables. */
public final class Report {

    private final PrintStream out;

    private Report(PrintStream out) {
        this.out = out;
    }

    /** Begins a report on standard output. */
    public static Report about(String title, Clock clock) {
        Report report = new Report(new PrintStream(System.out, true, StandardCharsets.UTF_8));
        report.out.printf("## %s%n%n", title);
        report.table(
                List.of("machine", "cores", "JDK", "date", "commit"),
                List.of(List.of(
                        machine(),
                        Integer.toString(Runtime.getRuntime().availableProcessors()),
                        Runtime.version() + " (" + System.getProperty("java.vendor") + ")",
                        clock.instant()
                                .atOffset(ZoneOffset.UTC)
                                .truncatedTo(ChronoUnit.MINUTES)
                                .toString(),
                        commit())));
        return report;
    }

    /** Prints a table. */
    public void table(List<String> head, List<List<String>> rows) {
        out.println(row(head));
        out.println(row(head.stream().map(name -> "---").toList()));
        rows.forEach(cells -> out.println(row(cells)));
        out.println();
    }

    /** Prints a sentence. */
    public void say(String text) {
        out.println(text);
        out.println();
    }

    /** Progress for the terminal; not part of the report. */
    public static void progress(String text) {
        System.err.println(text);
    }

    /** A number with a decimal point, whatever the locale. */
    public static String number(double value, int decimals) {
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }

    private static String row(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |";
    }

    private static String machine() {
        String system = System.getProperty("os.name") + " " + System.getProperty("os.arch");
        try {
            return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                    .filter(line -> line.startsWith("model name"))
                    .findFirst()
                    .map(line -> line.substring(line.indexOf(':') + 1).strip() + ", " + system)
                    .orElse(system);
        } catch (IOException e) {
            return system;
        }
    }

    private static String commit() {
        String revision = git("rev-parse", "--short=12", "HEAD");
        return git("status", "--porcelain").isEmpty() ? revision : revision + " and changes";
    }

    private static String git(String... arguments) {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0 ? answer : "unknown";
        } catch (IOException e) {
            return "unknown";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "unknown";
        }
    }
}
