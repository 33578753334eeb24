package com.hubify.identity.cli.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DesktopBrowserTests {

    private static final URI PAGE = URI.create("https://id.example/authorize?a=1&b=%20;$(x)");

    @TempDir
    Path folder;

    private Path script = Path.of("");

    @BeforeEach
    void writeScript() throws IOException {
        script = folder.resolve("a browser");
        Files.writeString(
                script,
                "#!/bin/sh\nprintf '%s\\n' \"$@\" > '" + folder + "/args.tmp'\n" + "mv '" + folder + "/args.tmp' '"
                        + folder + "/args'\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void startsWhatTheUserNamesWithTheAddressLast() throws IOException {
        boolean opened = open(Map.of("HUBIFY_BROWSER", script.toString(), "BROWSER", "no-such-program"));

        assertThat(opened).isTrue();
        assertThat(arguments()).isEqualTo(PAGE + "\n");
    }

    @Test
    void putsTheAddressWhereTheUserSays() throws IOException {
        Path plain = Files.move(script, folder.resolve("browser"));

        open(Map.of("HUBIFY_BROWSER", plain + " --new %s --quiet"));

        assertThat(arguments()).isEqualTo("--new\n" + PAGE + "\n--quiet\n");
    }

    @Test
    void takesTheFirstOfTheListThatStarts() throws IOException {
        Path plain = Files.move(script, folder.resolve("browser"));

        assertThat(open(Map.of("BROWSER", "no-such-program:" + plain))).isTrue();
        assertThat(arguments()).isEqualTo(PAGE + "\n");
    }

    @Test
    void saysThatNothingCouldBeStarted() {
        assertThat(open(Map.of("HUBIFY_BROWSER", "no-such-program"))).isFalse();
    }

    @Test
    void opensNothingWithoutDisplay() {
        assertThat(open(Map.of())).isFalse();
    }

    private boolean open(Map<String, String> environment) {
        return new DesktopBrowser(environment, "Linux").open(PAGE);
    }

    private String arguments() throws IOException {
        Path written = folder.resolve("args");
        await().atMost(Duration.ofSeconds(20)).until(() -> Files.exists(written));
        return Files.readString(written);
    }
}
