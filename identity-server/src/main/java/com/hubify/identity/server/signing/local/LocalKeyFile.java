package com.hubify.identity.server.signing.local;

import com.hubify.identity.server.vault.VaultMisconfigured;
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

/**
 * A file that its owner alone can read. The first process that finds none makes it; of several that try at once one wins,
 * and all read what that one wrote.
 */
final class LocalKeyFile {

    private static final Set<PosixFilePermission> OWNER_ONLY =
            Collections.unmodifiableSet(EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE));
    private static final long MOST_BYTES = 64 * 1024;

    private final Path file;

    LocalKeyFile(Path file) {
        this.file = file.toAbsolutePath();
    }

    /**
     * What the file says; if there is none, it is written first.
     *
     * @throws VaultMisconfigured if it is a folder, others can read it or it is too large to be ours
     */
    String readOrCreate(Supplier<String> content) {
        try {
            if (!Files.exists(file)) {
                create(content.get());
            }
            refuseIfOthersMayRead();
            return content();
        } catch (IOException e) {
            throw new UncheckedIOException("can't read or create the key file " + file + ": " + e, e);
        }
    }

    /** What the file says now. */
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
        // A lock on a file is the whole process's, which may not take it twice.
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
        Path directory = file.resolveSibling("");
        Files.createDirectories(directory);
        Path draft = Files.createTempFile(directory, file.getFileName().toString(), ".draft", ownerOnly(directory));
        try {
            Files.writeString(draft, content, StandardCharsets.UTF_8, StandardOpenOption.SYNC);
            // A link appears whole and never replaces: a process that starts at the same time can neither read half a
            // file nor swap the keys that another one is signing with already.
            Files.createLink(file, draft);
        } catch (FileAlreadyExistsException ignored) {
            // Another process was first; its keys count.
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private void refuseIfOthersMayRead() throws IOException {
        // Of a folder, whose permissions are others' as well, none are to be taken away.
        if (Files.isDirectory(file)) {
            throw new VaultMisconfigured(
                    file
                            + " is a folder. Set hubify.identity.signing.local.file to the file in it that is to hold the keys.");
        }
        if (!hasPermissions(file)) {
            return;
        }
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
        if (!OWNER_ONLY.containsAll(permissions)) {
            throw new VaultMisconfigured(("The key file %s has the permissions %s, so others than its owner may use the"
                            + " private keys in it. Take them away (chmod 600), or delete the file to get new keys.")
                    .formatted(file, PosixFilePermissions.toString(permissions)));
        }
    }

    private void replace(String content) throws IOException {
        Path directory = file.resolveSibling("");
        Path draft = Files.createTempFile(directory, file.getFileName().toString(), ".draft", ownerOnly(directory));
        try {
            Files.writeString(draft, content, StandardCharsets.UTF_8, StandardOpenOption.SYNC);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private String content() throws IOException {
        if (Files.size(file) > MOST_BYTES) {
            throw new VaultMisconfigured(file + " is larger than any key file of ours.");
        }
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
