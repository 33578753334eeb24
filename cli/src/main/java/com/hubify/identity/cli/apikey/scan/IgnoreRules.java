package com.hubify.identity.cli.apikey.scan;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import org.eclipse.jgit.ignore.IgnoreNode;
import org.jspecify.annotations.Nullable;

/** What the {@code .gitignore} of a folder, and those of the folders above it, say of its entries. */
final class IgnoreRules {

    static final IgnoreRules NONE = new IgnoreRules(null, Path.of(""), new IgnoreNode());

    /** Rules are read as a whole; a file that is larger is not written by people. Without it more is scanned, not less. */
    private static final int MAX_SIZE = 1024 * 1024;

    private final @Nullable IgnoreRules above;
    private final Path folder;
    private final IgnoreNode rules;

    private IgnoreRules(@Nullable IgnoreRules above, Path folder, IgnoreNode rules) {
        this.above = above;
        this.folder = folder;
        this.rules = rules;
    }

    /**
     * The rules that lie above a folder that is to be scanned, up to the root of its repository; none outside of a repository,
     * and none if they would ignore the folder itself: it was named.
     *
     * @param folder absolute, without links
     */
    static IgnoreRules above(Path folder) {
        IgnoreRules rules = NONE;
        Deque<Path> way = wayFromRepository(folder);
        while (way.size() > 1) {
            rules = rules.in(way.removeFirst());
            if (rules.ignore(way.getFirst(), true)) {
                return NONE;
            }
        }
        return rules;
    }

    private static Deque<Path> wayFromRepository(Path folder) {
        Deque<Path> way = new ArrayDeque<>();
        for (Path each = folder; each != null; each = each.getParent()) {
            way.addFirst(each);
            if (Files.exists(each.resolve(".git"), LinkOption.NOFOLLOW_LINKS)) {
                return way;
            }
        }
        return new ArrayDeque<>();
    }

    /** The rules inside a folder that these rules are about. */
    IgnoreRules in(Path inner) {
        Path file = inner.resolve(".gitignore");
        // A link is not followed, as git does, and opening a pipe would wait for ever.
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return this;
        }
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            byte[] text = in.readNBytes(MAX_SIZE + 1);
            if (text.length > MAX_SIZE) {
                return this;
            }
            IgnoreNode node = new IgnoreNode();
            node.parse(new ByteArrayInputStream(text));
            return new IgnoreRules(this, inner, node);
        } catch (IOException e) {
            // The walk comes upon the same file and says that it can't be read.
            return this;
        }
    }

    /** Whether an entry below the folder is ignored. The folders on the way to it are taken as not ignored. */
    boolean ignore(Path entry, boolean directory) {
        for (IgnoreRules each = this; each.above != null; each = each.above) {
            String path = each.folder.relativize(entry).toString().replace(File.separatorChar, '/');
            Boolean ignored = each.rules.checkIgnored(path, directory);
            if (ignored != null) {
                return ignored;
            }
        }
        return false;
    }
}
