package com.hubify.identity.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Processor time that a process has used by now, in nanoseconds for each thread. Without its compilers': in its first
 * minutes a Java service spends about as much on compiling as on serving, and in its first days next to nothing. Where the system
 * does not tell threads apart, of the process as a whole.
 */
public final class ProcessorTime {

    private static final String COMPILER = "CompilerThre";
    private static final String WHOLE_PROCESS = "";

    private final Map<String, Long> threads = new HashMap<>();

    private ProcessorTime() {}

    /** What the process has used by now. */
    public static ProcessorTime of(ProcessHandle process) {
        ProcessorTime time = new ProcessorTime();
        Path tasks = Path.of("/proc", Long.toString(process.pid()), "task");
        if (Files.isDirectory(tasks)) {
            foldersIn(tasks).forEach(time::add);
        } else {
            time.threads.put(
                    WHOLE_PROCESS,
                    process.info()
                            .totalCpuDuration()
                            .orElseThrow(() -> new IllegalStateException("This system does not report processor times"))
                            .toNanos());
        }
        return time;
    }

    /** What has been used since then. What a thread used that has ended in between is lost; a busy service ends none. */
    public long nanosSince(ProcessorTime earlier) {
        return threads.entrySet().stream()
                .mapToLong(thread -> thread.getValue() - earlier.threads.getOrDefault(thread.getKey(), 0L))
                .sum();
    }

    private void add(Path thread) {
        try {
            if (!Files.readString(thread.resolve("comm")).contains(COMPILER)) {
                String used = Files.readString(thread.resolve("schedstat")).split(" ", 2)[0];
                threads.put(thread.getFileName().toString(), Long.parseLong(used));
            }
        } catch (NoSuchFileException e) {
            // It has just ended.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> foldersIn(Path folder) {
        try (Stream<Path> folders = Files.list(folder)) {
            return folders.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
