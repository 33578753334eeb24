package com.hubify.identity.server.signing.local;

import com.hubify.identity.settings.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
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
import java.util.function.UnaryOperator;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/** A file that only its owner can read, and that several processes may change. */
final class LocalKeyFile {

    private static final Set<PosixFilePermission> OWNER_ONLY =
            Collections.unmodifiableSet(EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE));
    static final String PROPERTY = "hubify.identity.signing.local.file";

    private static final long MOST_BYTES = 64 * 1024;

    private final Path file;

    LocalKeyFile(Path file) {
        this.file = file.toAbsolutePath();
    }

    /**
     * The content of the file.
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

    /**
     * Changes the content of the file atomically, with a lock among processes.
     *
     * @param absent content to assume if the file does not exist
     * @return the new content
     */
    String update(String absent, UnaryOperator<String> change) {
        // A file lock is held by the whole process, so threads need a lock of their own.
        synchronized (LocalKeyFile.class) {
            try {
                refuseIfFolder();
                Files.createDirectories(directory());
                return updateAlone(absent, change);
            } catch (IOException e) {
                throw new UncheckedIOException("can't change the key file " + file + ": " + e, e);
            }
        }
    }

    private String updateAlone(String absent, UnaryOperator<String> change) throws IOException {
        try (FileChannel lock = FileChannel.open(
                        file.resolveSibling(file.getFileName() + ".lock"),
                        Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                        ownerOnly());
                FileLock held = lock.lock()) {
            String before = Files.exists(file) ? read() : absent;
            String after = change.apply(before);
            if (held.isValid() && !after.equals(before)) {
                replace(after);
            }
            return after;
        }
    }

    @Override
    public String toString() {
        return file.toString();
    }

    // Atomically, so that no reader sees half a file.
    private void replace(String content) throws IOException {
        Path draft = Files.createTempFile(directory(), file.getFileName().toString(), ".draft", ownerOnly());
        try {
            Files.writeString(draft, content, StandardCharsets.UTF_8, StandardOpenOption.SYNC);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    // Permissions of a folder concern other files as well, so they are not changed.
    private void refuseIfFolder() {
        Settings.require(
                !Files.isDirectory(file),
                PROPERTY,
                "names the folder " + file + "; set it to the file in it that is to hold the keys");
    }

    private void refuseIfOthersMayRead() throws IOException {
        refuseIfFolder();
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

    private Path directory() {
        return file.resolveSibling("");
    }

    private FileAttribute<?>[] ownerOnly() throws IOException {
        return hasPermissions(directory())
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
                : new FileAttribute<?>[0];
    }

    private static boolean hasPermissions(Path path) throws IOException {
        return Files.getFileStore(path).supportsFileAttributeView(PosixFileAttributeView.class);
    }
}
