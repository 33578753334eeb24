package com.hubify.identity.server.signing.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.server.signing.KeyCustody;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalKeyCustodyIT {

    @TempDir
    Path folder;

    @Test
    void givesProcessesThatStartTogetherTheSameKeys() throws Exception {
        List<Process> starters = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            starters.add(start(folder.resolve("signing-keys.json")));
        }

        Set<String> seen = new HashSet<>();
        for (Process starter : starters) {
            seen.add(new String(starter.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
            assertThat(starter.waitFor()).isZero();
        }

        assertThat(seen).singleElement().asString().contains("local-es256-", "local-rs256-");
    }

    private static Process start(Path file) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Starter.class.getName(),
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** Opens the file and prints the ids of the keys in it. */
    static final class Starter {

        private Starter() {}

        public static void main(String[] arguments) {
            KeyCustody custody = new LocalKeyCustody(
                    new LocalKeyFile(Path.of(arguments[0])),
                    new LocalKeys(new SecureRandom(), Clock.systemUTC()),
                    new LocalSigners(Optional.empty()));
            LocalKeyCustodyTests.kids(custody).stream().sorted().forEach(System.out::println);
        }
    }
}
