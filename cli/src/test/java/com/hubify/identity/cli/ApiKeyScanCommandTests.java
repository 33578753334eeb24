package com.hubify.identity.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.hubify.identity.cli.TestMachine.Outcome;
import com.hubify.identity.cli.terminal.ExitCode;
import com.hubify.identity.protocol.ApiKeyToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ApiKeyScanCommandTests extends CommandTest {

    private static final String SECRET = "s".repeat(32);
    private static final String KEY = ApiKeyToken.of("0aB3xY9z", SECRET).value();
    private static final String OTHER = ApiKeyToken.of("1aB3xY9z", SECRET).value();

    private Path folder = Path.of("");

    @BeforeEach
    void makeFolder() throws IOException {
        folder = Files.createDirectory(home.resolve("project"));
    }

    @Test
    void listsPlacesAsJsonWithoutSecretServerOrLogin() throws IOException {
        write("sub/settings.yaml", "name: x\nkey: " + KEY + "\n");

        Outcome scan = scan(folder.toString());

        assertThat(scan.exitCode()).isEqualTo(ExitCode.KEYS_FOUND.number()).isEqualTo(9);
        assertThat(scan.out()).isEqualTo("""
                [{
                  "file": "%s/sub/settings.yaml",
                  "line": 2,
                  "column": 6,
                  "id": "0aB3xY9z"
                }]
                """.formatted(folder));
        assertThat(scan.err()).isEqualTo("""
                Scanned 1 file (68 bytes).
                hubify: Found 1 API key in 1 place.
                Revoke each, then remove it: what was stored in a file is no longer secret. Your own: 'hubify auth api-key revoke ID'. Any other: 'hubify auth api-key revoke -', with the key on standard input.
                """);
        assertThat(server.seen()).isEmpty();
        assertThat(machine.credentials()).doesNotExist();
    }

    /** Two copies of a key were counted as two keys; files stood in the order in which the disk has them. */
    @Test
    void countsKeysApartFromPlacesAndSortsThemByFile() throws IOException {
        for (String file : List.of("d", "b", "a", "c")) {
            write(file, KEY + "\n" + OTHER);
        }

        Outcome scan = scan(
                folder.resolve("c").toString(),
                folder.resolve("a").toString(),
                folder.resolve("b").toString());

        assertThat(scan.err()).contains("Found 2 API keys in 6 places.");
        assertThat(scan.out().lines().filter(line -> line.contains("\"file\"")))
                .hasSize(6)
                .isSorted();
    }

    @Test
    void showsTableToPerson() throws IOException {
        write("a", KEY);
        machine.interactive = true;

        assertThat(scan(folder.resolve("a").toString())
                        .out()
                        .replace(folder + "/", "")
                        .replaceAll(" +", " "))
                .isEqualTo("FILE LINE COLUMN ID\na 1 1 0aB3xY9z\n");
        assertThat(scan("--json", folder.toString()).out()).startsWith("[{");
    }

    @Test
    void endsWithZeroWhereNothingIsFound() throws IOException {
        write("a", KEY + "0");
        write("b", "");

        Outcome scan = scan(folder.toString());

        assertThat(scan.exitCode()).as(scan.err()).isZero();
        assertThat(scan.out()).isEqualTo("[]\n");
        assertThat(scan.err()).isEqualTo("Scanned 2 files (55 bytes).\n");
    }

    @Test
    void readsStandardInput() {
        machine.input = "+key=" + KEY;

        Outcome scan = scan("-");

        assertThat(scan.exitCode()).isEqualTo(ExitCode.KEYS_FOUND.number());
        assertThat(scan.out()).contains("\"file\": \"-\"", "\"column\": 6");
    }

    @Test
    void needsPath() {
        assertThat(scan().exitCode()).isEqualTo(ExitCode.USAGE.number());
        assertThat(scan().err()).contains("PATH");
    }

    /** The key in the name of a file gave its secret away. */
    @Test
    void printsNoSecretWhateverTheFileIsCalled() throws IOException {
        write(OTHER + "/" + OTHER + ".txt", KEY);
        machine.input = KEY;

        for (boolean person : new boolean[] {false, true}) {
            machine.interactive = person;
            Outcome scan = scan(folder.toString(), "-", folder.resolve(OTHER).toString(), OTHER);

            assertThat(scan.out() + scan.err()).contains("hfy_key_1aB3xY9z…").doesNotContain("ssss");
        }
    }

    /** The name of a file cleared the screen, or forged a line that says that all is well. */
    @Test
    void writesOutWhatIsInvisibleInNames() throws IOException {
        write("\u001b[2J\nScanned 0 files\u202e", KEY);

        for (boolean person : new boolean[] {false, true}) {
            machine.interactive = person;
            Outcome scan = scan(folder.toString(), "gone\u001b[2J\nhubify: fine");

            assertThat(scan.out() + scan.err()).doesNotContain("\u001b", "\u202e", "\nhubify: fine");
            assertThat(scan.out()).containsIgnoringCase("\\u001b[2J").doesNotContain("\nScanned");
        }
    }

    /** A typing error in a hook must not look like a scan that found nothing. */
    @Test
    void failsWhereNamedPathDoesNotExistAndScansTheRest() throws IOException {
        write("a", "nothing");

        Outcome scan =
                scan(folder.resolve("gone").toString(), folder.resolve("a").toString());

        assertThat(scan.exitCode()).isEqualTo(ExitCode.UNEXPECTED.number());
        assertThat(scan.out()).isEqualTo("[]\n");
        assertThat(scan.err())
                .contains(
                        "/gone: it does not exist.\n",
                        "Scanned 1 file (7 bytes).\n",
                        "hubify: 1 path could not be read.");
    }

    /** That keys were found is the more urgent news. */
    @Test
    void tellsOfKeysThoughSomethingCouldNotBeRead() throws IOException {
        write("a", KEY);

        Outcome scan = scan("gone", folder.toString());

        assertThat(scan.exitCode()).isEqualTo(ExitCode.KEYS_FOUND.number());
        assertThat(scan.err()).contains("gone: it does not exist.");
    }

    @Test
    void goesOnBehindFileThatCannotBeRead() throws IOException {
        Path locked = write("a", KEY);
        write("b", "nothing");
        Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("---------"));
        // Nothing is locked to root, who finds the key.
        boolean isRoot = Files.isReadable(locked);

        Outcome scan = scan(folder.toString());

        assertThat(scan.exitCode()).isEqualTo((isRoot ? ExitCode.KEYS_FOUND : ExitCode.UNEXPECTED).number());
        assertThat(scan.err()).contains(isRoot ? "Scanned 2 files" : "/a: permission denied.");
        assertThat(scan.err()).doesNotContain(KEY);
    }

    /** A file that opens and then can't be read; of another system's machine this asks nothing. */
    @Test
    void failsWhereReadingFails() {
        assumeThat(Path.of("/proc/self/mem")).exists();

        Outcome scan = scan("/proc/self/mem");

        assertThat(scan.exitCode()).isEqualTo(ExitCode.UNEXPECTED.number());
        assertThat(scan.err()).contains("Can't read /proc/self/mem: ");
    }

    /** To open a pipe that no program writes to takes for ever. */
    @Test
    void opensNoPipeThatIsNamed() throws Exception {
        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor(20, TimeUnit.SECONDS))
                .isTrue();

        Outcome scan = scan(pipe.toString());

        assertThat(scan.exitCode()).isEqualTo(ExitCode.UNEXPECTED.number());
        assertThat(scan.err()).contains("it is neither a file nor a folder");
    }

    @Test
    void scansWhatIsNamedThoughItIsIgnoredOrLinkedTo() throws IOException {
        write(".gitignore", "*.log\n");
        Path ignored = write("x.log", KEY);
        Path link = Files.createSymbolicLink(home.resolve("link"), folder);

        assertThat(scan(folder.toString()).exitCode()).isZero();
        assertThat(scan("--no-ignore", folder.toString()).exitCode()).isEqualTo(ExitCode.KEYS_FOUND.number());
        assertThat(scan(ignored.toString()).exitCode()).isEqualTo(ExitCode.KEYS_FOUND.number());
        assertThat(scan("--no-ignore", link.toString()).out()).contains("\"" + link + "/x.log\"");
    }

    /** A file of nothing but keys must not fill memory and screen. */
    @Test
    void listsTheFirstThousand() throws IOException {
        write("a", (KEY + "\n").repeat(1001));

        Outcome scan = scan(folder.toString());

        assertThat(scan.err()).contains("Found API keys in 1001 places, of which 1000 are listed.");
        assertThat(scan.out()).contains("\"line\": 1000,").doesNotContain("\"line\": 1001,");
    }

    private Outcome scan(String... arguments) {
        String[] command = new String[arguments.length + 3];
        System.arraycopy(new String[] {"auth", "api-key", "scan"}, 0, command, 0, 3);
        System.arraycopy(arguments, 0, command, 3, arguments.length);
        return run(command);
    }

    private Path write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }
}
