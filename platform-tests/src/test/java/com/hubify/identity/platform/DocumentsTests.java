package com.hubify.identity.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The documents lead to each other and to the code: no link within the repository is broken, no page is left without one, and
 * a type that is renamed is renamed here as well.
 */
class DocumentsTests {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final int LONGEST_README = 120;

    private static final Pattern FENCED = Pattern.compile("(?ms)^ *```.*?^ *```$");
    private static final Pattern CODE = Pattern.compile("`[^`\n]+`");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} +(.+?) *$");
    private static final Pattern ELSEWHERE = Pattern.compile("[a-z][a-z+.-]*:.*");

    private static final Pattern TYPE =
            Pattern.compile("`([A-Z][a-z]+(?:[A-Z][A-Za-z0-9]*)+)(?:\\.[a-z][A-Za-z]*\\([^`]*)?`");
    private static final Pattern IMPORT = Pattern.compile("(?m)^import (?:static )?[a-z0-9_.]+\\.([A-Z]\\w*)");

    private static final TreeMap<Path, String> PAGES = new TreeMap<>();
    private static final Set<String> TYPES = new HashSet<>();

    @BeforeAll
    static void read() throws IOException {
        Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                String name = folder.getFileName().toString();
                boolean isOfOthers =
                        Set.of("target", "node_modules", ".git", ".run").contains(name);
                return isOfOthers ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                String name = file.getFileName().toString();
                if (name.endsWith(".md")) {
                    PAGES.put(file, FENCED.matcher(Files.readString(file)).replaceAll(""));
                } else if (name.endsWith(".java")) {
                    TYPES.add(name.substring(0, name.length() - ".java".length()));
                    IMPORT.matcher(Files.readString(file)).results().forEach(type -> TYPES.add(type.group(1)));
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }

    @Test
    void leadNowhereThatIsNotThere() {
        List<String> broken = new ArrayList<>();
        PAGES.forEach((page, text) -> links(text)
                .filter(link -> !leadsSomewhere(page, link))
                .forEach(link -> broken.add(ROOT.relativize(page) + ": " + link)));

        assertThat(PAGES).hasSizeGreaterThan(10);
        assertThat(broken).isEmpty();
    }

    @Test
    void areAllLinkedFromAnother() {
        Set<Path> lost = new TreeSet<>();
        PAGES.keySet().stream()
                .filter(page -> page.startsWith(ROOT.resolve("docs")))
                .forEach(lost::add);
        assertThat(lost).isNotEmpty();

        PAGES.forEach((page, text) -> links(text)
                .map(link -> target(page, link))
                .filter(target -> !target.equals(page))
                .forEach(lost::remove));

        assertThat(lost).isEmpty();
    }

    /** Those that say where something is or why; others name types that a service has, or no longer needs. */
    @Test
    void nameTypesThatThereAre() {
        List<String> gone = new ArrayList<>();
        PAGES.forEach((page, text) -> {
            if (page.startsWith(ROOT.resolve("docs/decisions"))
                    || page.endsWith("docs/standards.md")
                    || page.endsWith("CONTRIBUTING.md")) {
                TYPE.matcher(text)
                        .results()
                        .map(type -> type.group(1))
                        .filter(type -> !TYPES.contains(type))
                        .forEach(type -> gone.add(ROOT.relativize(page) + ": " + type));
            }
        });

        assertThat(gone).isEmpty();
    }

    @Test
    void beginWithAShortReadme() throws IOException {
        assertThat(Files.readAllLines(ROOT.resolve("README.md"))).hasSizeLessThanOrEqualTo(LONGEST_README);
    }

    private static Stream<String> links(String text) {
        return LINK.matcher(CODE.matcher(text).replaceAll("code"))
                .results()
                .map((MatchResult link) -> link.group(1))
                .filter(link -> !ELSEWHERE.matcher(link).matches());
    }

    private static Path target(Path page, String link) {
        String path = link.split("#", 2)[0];
        return path.isEmpty() ? page : page.resolveSibling(path).normalize();
    }

    private static boolean leadsSomewhere(Path page, String link) {
        Path target = target(page, link);
        String[] parts = link.split("#", 2);
        if (parts.length == 1 || !target.toString().endsWith(".md")) {
            return Files.exists(target);
        }
        return PAGES.containsKey(target) && anchors(PAGES.get(target)).contains(parts[1]);
    }

    /** As GitHub and most others name headings. */
    private static Set<String> anchors(String text) {
        Set<String> anchors = new HashSet<>();
        HEADING.matcher(text).results().forEach(heading -> {
            String name = heading.group(1)
                    .toLowerCase(Locale.ROOT)
                    .replaceAll("[^\\p{L}\\p{N}_ -]", "")
                    .replace(' ', '-');
            String unique = name;
            for (int i = 1; !anchors.add(unique); i++) {
                unique = name + "-" + i;
            }
        });
        return anchors;
    }
}
