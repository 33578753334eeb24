package com.hubify.identity.cli.apikey.scan;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Goes through a folder and hands on its regular files. Links, pipes, sockets and devices are passed by. */
final class FolderWalk extends SimpleFileVisitor<Path> {

    /** What becomes of what is met. */
    interface Files {
        void scan(Path file);

        void unreadable(Path path, IOException reason);
    }

    private final Path start;
    private final boolean ignoring;
    private final Files files;
    private final Deque<IgnoreRules> rules = new ArrayDeque<>();

    /** @param ignoring whether {@code .gitignore} is obeyed and {@code .git} passed by */
    FolderWalk(Path start, boolean ignoring, Files files) {
        this.start = start;
        this.ignoring = ignoring;
        this.files = files;
        rules.push(ignoring ? IgnoreRules.above(start) : IgnoreRules.NONE);
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
        if (isPassedBy(folder)) {
            return FileVisitResult.SKIP_SUBTREE;
        }
        rules.push(ignoring ? rules.element().in(folder) : IgnoreRules.NONE);
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        if (attributes.isRegularFile() && !rules.element().ignore(file, false)) {
            files.scan(file);
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path path, IOException reason) {
        if (!isPassedBy(path)) {
            files.unreadable(path, reason);
        }
        return FileVisitResult.CONTINUE;
    }

    private boolean isPassedBy(Path folder) {
        return ignoring
                && !folder.equals(start)
                && (folder.endsWith(".git") || rules.element().ignore(folder, true));
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException reason) {
        rules.pop();
        if (reason != null) {
            files.unreadable(folder, reason);
        }
        return FileVisitResult.CONTINUE;
    }
}
