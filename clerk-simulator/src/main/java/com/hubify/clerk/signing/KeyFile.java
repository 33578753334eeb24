package com.hubify.clerk.signing;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.text.ParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The signing keys as a JWK set in the data directory, readable by the owner alone. Without a directory, nothing. */
final class KeyFile {

    private static final String NAME = "signing-keys.json";

    private final @Nullable Path directory;

    KeyFile(@Nullable Path directory) {
        this.directory = directory;
    }

    List<RSAKey> read() {
        if (directory == null || !Files.exists(directory.resolve(NAME))) {
            return List.of();
        }
        try {
            return JWKSet.load(directory.resolve(NAME).toFile()).getKeys().stream()
                    .map(key -> key.toRSAKey())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Could not read " + directory.resolve(NAME), e);
        } catch (ParseException | ClassCastException e) {
            throw new IllegalStateException(directory.resolve(NAME) + " is not a set of RSA keys", e);
        }
    }

    void write(List<RSAKey> keys) {
        if (directory == null) {
            return;
        }
        try {
            Files.createDirectories(directory);
            Path draft = Files.createTempFile(directory, NAME, ".new", ownerOnly(directory));
            Files.writeString(draft, new JWKSet(List.copyOf(keys)).toString(false));
            // A move is all or nothing: a crash in between must not leave half a key behind.
            Files.move(draft, directory.resolve(NAME), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("Could not write " + directory.resolve(NAME), e);
        }
    }

    private static FileAttribute<?>[] ownerOnly(Path directory) {
        boolean posix = directory.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
