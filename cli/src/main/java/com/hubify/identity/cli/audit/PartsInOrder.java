package com.hubify.identity.cli.audit;

import com.hubify.identity.cli.terminal.ExitCode;
import com.hubify.identity.cli.terminal.Failure;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Has the parts of a file read by all processors, and takes the results in the file's order. */
final class PartsInOrder {

    private final ThreadLocal<FilePartReader> readers;
    private final int size;

    PartsInOrder(Supplier<FilePartReader> readers, int size) {
        this.readers = ThreadLocal.withInitial(readers);
        this.size = size;
    }

    void read(CheckpointReader.Rest rest, Consumer<FilePart> parts) {
        int processors = Runtime.getRuntime().availableProcessors();
        ExecutorService threads = Executors.newFixedThreadPool(processors);
        Deque<Future<FilePart>> running = new ArrayDeque<>();
        try {
            for (long start = rest.position(); start < rest.file().size(); start += size) {
                long from = start;
                running.add(threads.submit(() -> readers.get().read(rest.file(), rest.position(), from)));
                // Results wait for those before them; not more of them than this.
                if (running.size() > 4 * processors) {
                    parts.accept(result(running.remove()));
                }
            }
            while (!running.isEmpty()) {
                parts.accept(result(running.remove()));
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static FilePart result(Future<FilePart> part) {
        try {
            return part.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Failure failure ? failure : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure(ExitCode.UNEXPECTED, "Interrupted.", "Run it again.", e);
        }
    }
}
