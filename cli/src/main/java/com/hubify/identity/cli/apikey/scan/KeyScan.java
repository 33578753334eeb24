package com.hubify.identity.cli.apikey.scan;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiConsumer;

/** One scan: what it went through and what it found. Goes on where something can't be read. */
public final class KeyScan {

    /** As many findings are kept: a scan must not need more memory the more it finds. */
    public static final int MAX_LISTED = 1000;

    private final boolean ignoring;
    private final BiConsumer<String, String> unreadable;
    private final KeySearch search = new KeySearch();
    private final List<Finding> findings = new ArrayList<>();
    private long found;
    private long files;
    private long bytes;
    private long unread;

    /**
     * @param ignoring whether {@code .gitignore} is obeyed and {@code .git} passed by, in folders
     * @param unreadable is told the name of what can't be read, and why
     */
    public KeyScan(boolean ignoring, BiConsumer<String, String> unreadable) {
        this.ignoring = ignoring;
        this.unreadable = unreadable;
    }

    /** Scans a file or all of a folder. A link is followed if it is named, and not inside a folder. */
    public void scan(String name) {
        try {
            Path named = Path.of(name);
            Path path = named.toRealPath();
            if (Files.isDirectory(path)) {
                scanFolder(path, name.equals(".") ? Path.of("") : named);
            } else if (Files.isRegularFile(path)) {
                scanFile(path, name);
            } else {
                // To open a pipe could take for ever, and a device may have no end.
                complain(name, "it is neither a file nor a folder");
            }
        } catch (InvalidPathException e) {
            complain(name, "this machine can't have a file of that name");
        } catch (IOException e) {
            complain(name, reason(e));
        }
    }

    /** Scans a stream to its end, which is not closed. */
    public void scan(String name, InputStream in) {
        try {
            files++;
            bytes += search.search(in, (line, column, id) -> add(new Finding(name, line, column, id)));
        } catch (IOException e) {
            complain(name, reason(e));
        }
    }

    private void scanFolder(Path folder, Path named) throws IOException {
        Files.walkFileTree(folder, new FolderWalk(folder, ignoring, new FolderWalk.Files() {
            @Override
            public void scan(Path file) {
                // Since it was looked at, a link may have taken its place.
                scanFile(file, name(file), LinkOption.NOFOLLOW_LINKS);
            }

            @Override
            public void unreadable(Path path, IOException reason) {
                complain(name(path), reason(reason));
            }

            private String name(Path path) {
                return named.resolve(folder.relativize(path)).toString();
            }
        }));
    }

    private void scanFile(Path file, String name, OpenOption... options) {
        try (InputStream in = Files.newInputStream(file, options)) {
            scan(name, in);
        } catch (IOException e) {
            complain(name, reason(e));
        }
    }

    private void add(Finding finding) {
        found++;
        if (findings.size() < MAX_LISTED) {
            findings.add(finding);
        }
    }

    private void complain(String name, String reason) {
        unread++;
        unreadable.accept(name, reason);
    }

    private static String reason(IOException failure) {
        if (failure instanceof NoSuchFileException) {
            return "it does not exist";
        }
        if (failure instanceof AccessDeniedException) {
            return "permission denied";
        }
        // The message of this kind begins with the file's name.
        String reason = failure instanceof FileSystemException inFiles ? inFiles.getReason() : failure.getMessage();
        return reason == null ? failure.getClass().getSimpleName() : reason;
    }

    /** The first {@value #MAX_LISTED} places that were found, by file. */
    public List<Finding> findings() {
        return findings.stream().sorted(Comparator.comparing(Finding::file)).toList();
    }

    public long found() {
        return found;
    }

    public long files() {
        return files;
    }

    public long bytes() {
        return bytes;
    }

    /** How many files and folders could not be read. */
    public long unread() {
        return unread;
    }
}
