package com.hubify.identity.cli.audit;

import com.hubify.identity.cli.terminal.ExitCode;
import com.hubify.identity.cli.terminal.Failure;
import com.hubify.identity.cli.terminal.SafeText;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** An export, open for reading at any place, by several threads. */
final class AuditFile implements Closeable {

    /** In bytes. Records have less than 4 KiB, checkpoints a hundred for each chain. */
    static final int LONGEST_LINE = 1 << 20;

    private final String name;
    private final FileChannel channel;
    private final long size;

    private AuditFile(String name, FileChannel channel, long size) {
        this.name = name;
        this.channel = channel;
        this.size = size;
    }

    /** @throws Failure {@link ExitCode#USAGE} if it can't be an export */
    static AuditFile open(Path path) {
        String name = path.toString();
        // To open a pipe could take for ever, and it can't be read in chunks.
        if (Files.exists(path) && !Files.isRegularFile(path)) {
            throw unusable(name, "it is not a regular file", "Save the export as a file first.");
        }
        try {
            FileChannel channel = FileChannel.open(path);
            try {
                AuditFile file = new AuditFile(name, channel, channel.size());
                file.insistOnText();
                return file;
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
        } catch (NoSuchFileException e) {
            throw unusable(name, "it does not exist", "Fetch it with 'hubify audit export'.");
        } catch (IOException e) {
            throw broken(name, e);
        }
    }

    private void insistOnText() {
        if (size == 0) {
            throw unusable(name, "it is empty", "An export has a line at least; export again.");
        }
        byte[] begin = new byte[2];
        int length = read(begin, 0, 0, 2);
        if (length == 2 && begin[0] == 0x1f && begin[1] == (byte) 0x8b) {
            throw unusable(name, "it is compressed", "Unpack it first: gunzip --keep FILE.gz");
        }
        if (begin[0] != '{') {
            throw unusable(
                    name,
                    "it does not begin with a JSON object",
                    "Give it what 'hubify audit export' wrote, unchanged.");
        }
    }

    /**
     * Reads bytes of the file.
     *
     * @return how many there were, fewer than asked for at the file's end only
     */
    int read(byte[] into, int offset, long position, int length) {
        ByteBuffer buffer = ByteBuffer.wrap(into, offset, length);
        try {
            while (buffer.hasRemaining()) {
                int read = channel.read(buffer, position + buffer.position() - offset);
                if (read < 0) {
                    break;
                }
            }
            return buffer.position() - offset;
        } catch (IOException e) {
            throw broken(name, e);
        }
    }

    /** @param position where the line begins */
    Failure tooLong(long position) {
        return unusable(
                name,
                "the line that begins at byte " + position + " is longer than any of an export",
                "Give it what 'hubify audit export' wrote, unchanged.");
    }

    String name() {
        return name;
    }

    long size() {
        return size;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw broken(name, e);
        }
    }

    private static Failure unusable(String name, String reason, String advice) {
        return new Failure(ExitCode.USAGE, "Can't use " + SafeText.line(name) + ": " + reason + ".", advice);
    }

    private static Failure broken(String name, IOException cause) {
        return new Failure(
                ExitCode.UNEXPECTED,
                "Can't read " + SafeText.line(name) + ": " + cause.getClass().getSimpleName() + ".",
                "Check the file's rights and the disk.",
                cause);
    }
}
