package com.hubify.identity.cli.session;

import com.hubify.identity.cli.terminal.ExitCode;
import com.hubify.identity.cli.terminal.Failure;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * One process at a time. The lock is the operating system's, so that it falls with the process that holds it; the file stays,
 * because deleting it would let two processes hold locks on two files of the same name.
 */
final class FolderLock implements AutoCloseable {

    private static final Duration STEP = Duration.ofMillis(50);

    /** Longer than a renewal can take with all its deadlines. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final FileChannel channel;

    private FolderLock(FileChannel channel) {
        this.channel = channel;
    }

    /** @throws Failure if another process keeps the lock for a minute */
    static FolderLock take(Path file, Pause pause) throws IOException {
        FileChannel channel =
                FileChannel.open(file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), OwnerOnly.file());
        for (long tries = PATIENCE.dividedBy(STEP); tries > 0; tries--) {
            if (tryLock(channel).isPresent()) {
                return new FolderLock(channel);
            }
            pause.during(STEP);
        }
        channel.close();
        throw new Failure(
                ExitCode.UNEXPECTED,
                "Another hubify process has locked " + file.getParent() + " for a minute.",
                "Wait for it or end it, then try again.");
    }

    private static Optional<FileLock> tryLock(FileChannel channel) throws IOException {
        try {
            return Optional.ofNullable(channel.tryLock());
        } catch (OverlappingFileLockException e) {
            // Another thread of this process has it.
            return Optional.empty();
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
