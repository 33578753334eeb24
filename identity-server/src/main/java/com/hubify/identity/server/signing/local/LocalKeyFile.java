package com.hubify.identity.server.signing.local;

import com.hubify.identity.settings.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * A file that only its owner can read. The first process that finds none makes it; of several that try at once one wins, and
 * all read what it wrote.
 */
final class LocalKeyFile {

    private static final Set<PosixFilePermission> OWNER_ONLY =
            Collections.unmodifiableSet(EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE));
    static final String PROPERTY = "hubify.identity.signing.local.file";

    private static final long MOST_BYTES = 64 * 1024;

    private final Path file;

    LocalKeyFile(Path file) {
        this.file = file.toAbsolutePath();
    }

    /** Writes the file unless there is one, which must be its owner's alone. */
    void createIfAbsent(Supplier<String> content) {
        try {
            if (!Files.exists(file)) {
                create(content.get());
            }
            refuseIfOthersMayRead();
        } catch (IOException e) {
            throw new UncheckedIOException("can't create the key file " + file + ": " + e, e);
        }
    }

    /**
     * What the file says now.
     *
     * @throws InvalidConfigurationPropertyValueException if it is a folder, too large, or others can read it
     */
    String read() {
        try {
            refuseIfOthersMayRead();
            return content();
        } catch (IOException e) {
            throw new UncheckedIOException("can't read the key file " + file + ": " + e, e);
        }
    }

    /** Changes what the file says, in one step; of several processes, one after the other. Returns what it says then. */
    String update(UnaryOperator<String> change) {
        // The lock on a file belongs to the whole process, which must not take it twice.
        synchronized (LocalKeyFile.class) {
            return updateAlone(change);
        }
    }

    private String updateAlone(UnaryOperator<String> change) {
        try (FileChannel lock = FileChannel.open(
                        file.resolveSibling(file.getFileName() + ".lock"),
                        Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                        ownerOnly(file.resolveSibling("")));
                FileLock held = lock.lock()) {
            String before = read();
            String after = change.apply(before);
            if (held.isValid() && !after.equals(before)) {
                replace(after);
            }
            return after;
        } catch (IOException e) {
            throw new UncheckedIOException("can't change the key file " + file + ": " + e, e);
        }
    }

    @Override
    public String toString() {
        return file.toString();
    }

    private void create(String content) throws IOException {
        Files.createDirectories(file.resolveSibling(""));
        Path draft = draft(content);
        try {
            // A link appears whole and never replaces: a process that starts at the same time can neither read half a
            // file nor swap the keys that another one is signing with already.
            Files.createLink(file, draft);
        } catch (FileAlreadyExistsException ignored) {
            // Another process was first; its keys count.
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private void replace(String content) throws IOException {
        Path draft = draft(content);
        try {
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private Path draft(String content) throws IOException {
        Path directory = file.resolveSibling("");
        Path draft = Files.createTempFile(directory, file.getFileName().toString(), ".draft", ownerOnly(directory));
        return Files.writeString(draft, content, StandardCharsets.UTF_8, StandardOpenOption.SYNC);
    }

    private void refuseIfOthersMayRead() throws IOException {
        // Permissions of a folder are for others as well: none must be taken away.
        Settings.require(
                !Files.isDirectory(file),
                PROPERTY,
                "names the folder " + file + "; set it to the file in it that is to hold the keys");
        if (hasPermissions(file)) {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
            Settings.require(
                    OWNER_ONLY.containsAll(permissions),
                    PROPERTY,
                    ("names %s with the permissions %s, so that others may use the private keys in it; take them away"
                                    + " (chmod 600), or delete the file to get new keys")
                            .formatted(file, PosixFilePermissions.toString(permissions)));
        }
    }

    private String content() throws IOException {
        Settings.require(
                Files.size(file) <= MOST_BYTES,
                PROPERTY,
                "names " + file + ", which is larger than " + MOST_BYTES + " bytes and so not written by this server");
        return Files.readString(file);
    }

    private static FileAttribute<?>[] ownerOnly(Path directory) throws IOException {
        return hasPermissions(directory)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
                : new FileAttribute<?>[0];
    }

    private static boolean hasPermissions(Path path) throws IOException {
        return Files.getFileStore(path).supportsFileAttributeView(PosixFileAttributeView.class);
    }
}
