package com.hubify.identity.cli.session;

import com.hubify.identity.cli.terminal.ExitCode;
import com.hubify.identity.cli.terminal.Failure;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/**
 * Files and folders that only their owner may access. Where there are no POSIX rights (Windows), the user's profile folder
 * gives the same protection to what is created in it.
 */
final class OwnerOnly {

    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    private static final Set<PosixFilePermission> READABLE_BY_OTHERS = EnumSet.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE);

    private static final Set<PosixFilePermission> WRITABLE_BY_OTHERS =
            EnumSet.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

    private OwnerOnly() {}

    static FileAttribute<?>[] file() {
        return rights("rw-------");
    }

    private static FileAttribute<?>[] rights(String rights) {
        return POSIX
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(rights))}
                : new FileAttribute<?>[0];
    }

    /** Makes the folder if it is missing. */
    static void createFolder(Path folder) throws IOException {
        Files.createDirectories(folder, rights("rwx------"));
    }

    /** @throws Failure if other users can read or change the file: they may have copied the tokens */
    static void insistOnFile(Path file) throws IOException {
        if (anyOf(file, READABLE_BY_OTHERS)) {
            throw new Failure(
                    ExitCode.UNEXPECTED,
                    "Other users of this machine can read " + file + ", so it is not used.",
                    "Fix it with: chmod 600 '" + file + "'. If they may have read it, run 'hubify auth logout'"
                            + " and 'hubify auth login' afterwards.");
        }
    }

    /** @throws Failure if others could put a file of theirs in the place of ours */
    static void insistOnFolder(Path folder) throws IOException {
        if (anyOf(folder, WRITABLE_BY_OTHERS)) {
            throw new Failure(
                    ExitCode.UNEXPECTED,
                    "Other users of this machine can write to the folder " + folder + ", so it is not used.",
                    "Fix it with: chmod 700 '" + folder + "', or set HUBIFY_CONFIG_HOME to a folder of your own.");
        }
    }

    private static boolean anyOf(Path path, Set<PosixFilePermission> unwanted) throws IOException {
        return POSIX && Files.getPosixFilePermissions(path).stream().anyMatch(unwanted::contains);
    }
}
