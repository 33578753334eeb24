package com.hubify.identity.cli.apikey.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class FolderWalkTests {

    @TempDir
    Path temporary;

    private Path repository = Path.of("");
    private final List<String> unreadable = new ArrayList<>();

    @BeforeEach
    void makeRepository() throws IOException {
        repository = Files.createDirectory(temporary.toRealPath().resolve("repository"));
        write(".git/config");
    }

    @Test
    void leavesOutGitsOwnFolderAndNoOther() throws IOException {
        write(".github/workflow", ".gitignore", "sub/.git/config", "sub/a");

        assertThat(scanned()).containsExactlyInAnyOrder(".github/workflow", ".gitignore", "sub/a");
    }

    /** The patterns of gitignore's manual. */
    @Test
    void obeysPatterns() throws IOException {
        ignore("", """
                # a comment
                *.log
                !important.log
                /rooted
                build/
                docs/*.txt
                **/deep
                a/**/z
                logs/**
                \\!bang
                [ab]?.tmp
                """);
        write("x.log", "important.log", "sub/x.log", "sub/important.log");
        write("rooted", "sub/rooted", "build/x", "sub/build/x", "sub2/build");
        write("docs/x.txt", "docs/sub/x.txt", "p/q/deep/x", "a/z", "a/b/c/z", "a/y", "logs/1/2", "!bang", "bang");
        write("ax.tmp", "cx.tmp", "with space");

        assertThat(scanned())
                .containsExactlyInAnyOrder(
                        ".gitignore",
                        "important.log",
                        "sub/important.log",
                        "sub/rooted",
                        "sub2/build",
                        "docs/sub/x.txt",
                        "a/y",
                        "bang",
                        "cx.tmp",
                        "with space");
    }

    /** As git says: what lies deeper counts more, and nothing below an ignored folder can be brought back. */
    @Test
    void obeysNestedFiles() throws IOException {
        ignore("", "*.env\nlocked/\n");
        ignore("sub", "!*.env\n/own\n");
        ignore("locked", "!*\n");
        write("x.env", "sub/x.env", "sub/deep/x.env", "sub/own", "sub/deep/own", "own", "locked/x");

        assertThat(scanned())
                .containsExactlyInAnyOrder(
                        ".gitignore", "sub/.gitignore", "sub/x.env", "sub/deep/x.env", "sub/deep/own", "own");
    }

    @Test
    void obeysFilesAboveTheFolderThatIsNamed() throws IOException {
        ignore("", "*.log\n/sub/inner/secret\n");
        ignore("sub", "*.tmp\n");
        write("sub/inner/x.log", "sub/inner/x.tmp", "sub/inner/secret", "sub/inner/x");

        assertThat(scanned("sub/inner", true)).containsExactly("x");
    }

    /** A folder that was named is meant, whatever a file above it says. */
    @Test
    void scansFolderThatIsIgnoredIfItIsNamed() throws IOException {
        ignore("", "build/\n*.log\n");
        ignore("build", "*.tmp\n");
        write("build/x.log", "build/sub/x", "build/x.tmp");

        assertThat(scanned("build", true)).containsExactlyInAnyOrder(".gitignore", "x.log", "sub/x");
        assertThat(scanned(".git", true)).containsExactly("config");
    }

    /** Files above a folder outside of all repositories are another's: they could hide what is scanned. */
    @Test
    void takesNoRulesFromOutsideTheRepository() throws IOException {
        Files.writeString(temporary.resolve(".gitignore"), "*\n");
        write("x");

        assertThat(scanned()).containsExactly("x");
        Files.delete(repository.resolve(".git/config"));
        Files.delete(repository.resolve(".git"));
        assertThat(scanned()).containsExactly("x");
    }

    @Test
    void scansEverythingIfAsked() throws IOException {
        ignore("", "*\n");
        write("x", "build/y");

        assertThat(scanned("", false)).containsExactlyInAnyOrder(".gitignore", ".git/config", "x", "build/y");
    }

    /** Links lead out of the folder, in circles, and to devices that never end. */
    @Test
    void followsNoLinks() throws IOException {
        Path outside = Files.createDirectory(temporary.resolve("outside"));
        Files.writeString(outside.resolve("x"), "");
        write("sub/a");
        link("file", outside.resolve("x"));
        link("folder", outside);
        link("sub/loop", repository);
        link("sub/self", Path.of("self"));
        link("gone", Path.of("nowhere"));
        link("endless", Path.of("/dev/zero"));

        assertThat(scanned()).containsExactly("sub/a");
        assertThat(unreadable).isEmpty();
    }

    /** A pipe that no program writes to would be waited for without end, also one that is called like git's file. */
    @Test
    void passesByPipes() throws Exception {
        write("a");
        pipe("pipe");
        pipe(".gitignore");

        assertThat(scanned()).containsExactly("a");
    }

    /** Git doesn't follow it either; a file from elsewhere must not hide what is scanned. */
    @Test
    void takesNoRulesFromLink() throws IOException {
        Files.writeString(temporary.resolve("rules"), "*\n");
        link(".gitignore", temporary.resolve("rules"));
        write("a");

        assertThat(scanned()).containsExactly("a");
    }

    /** Rules that fill the memory, or can't be understood, hide nothing. */
    @Test
    void scansWhatRulesAreTooLargeFor() throws IOException {
        ignore("", "*\n" + "x".repeat(1024 * 1024));
        ignore("sub", "[\n[z-a]\n");
        write("a", "sub/b");

        assertThat(scanned()).containsExactlyInAnyOrder(".gitignore", "a", "sub/.gitignore", "sub/b");
    }

    /** What is ignored isn't read, so that it doesn't matter whether it can be. */
    @Test
    void namesWhatCannotBeReadUnlessItIsIgnored() throws IOException {
        ignore("", "ignored/\n");
        FolderWalk walk = walk(repository, true, new ArrayList<>());
        walk.preVisitDirectory(repository, Files.readAttributes(repository, BasicFileAttributes.class));

        for (String name : List.of("locked", "ignored", ".git")) {
            walk.visitFileFailed(repository.resolve(name), new AccessDeniedException(name));
        }
        walk.postVisitDirectory(repository, new IOException("the disk is failing"));

        assertThat(unreadable).containsExactly("locked", "");
    }

    private List<String> scanned() throws IOException {
        return scanned("", true);
    }

    private List<String> scanned(String start, boolean ignoring) throws IOException {
        Path folder = repository.resolve(start);
        List<String> scanned = new ArrayList<>();
        Files.walkFileTree(folder, walk(folder, ignoring, scanned));
        return scanned;
    }

    private FolderWalk walk(Path folder, boolean ignoring, List<String> scanned) {
        return new FolderWalk(folder, ignoring, new FolderWalk.Files() {
            @Override
            public void scan(Path file) {
                scanned.add(folder.relativize(file).toString());
            }

            @Override
            public void unreadable(Path path, IOException reason) {
                unreadable.add(folder.relativize(path).toString());
            }
        });
    }

    private void write(String... names) throws IOException {
        for (String name : names) {
            Path file = repository.resolve(name);
            Files.createDirectories(file.getParent());
            if (Files.notExists(file)) {
                Files.writeString(file, "");
            }
        }
    }

    private void ignore(String folder, String rules) throws IOException {
        Files.writeString(Files.createDirectories(repository.resolve(folder)).resolve(".gitignore"), rules);
    }

    private void link(String name, Path target) throws IOException {
        Files.createSymbolicLink(repository.resolve(name), target);
    }

    private void pipe(String name) throws Exception {
        Process process = new ProcessBuilder("mkfifo", repository.resolve(name).toString()).start();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }
}
