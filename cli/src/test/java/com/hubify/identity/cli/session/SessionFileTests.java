package com.hubify.identity.cli.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hubify.identity.cli.server.Issuer;
import com.hubify.identity.cli.terminal.Failure;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionFileTests {

    private static final Issuer ISSUER = new Issuer("https://id.example");

    @TempDir
    Path home;

    @Test
    void keepsEverythingOfSession() {
        SessionFile file = file();

        put(file, session(ISSUER, "one"));

        Session read = file().find(ISSUER).orElseThrow();
        assertThat(read).usingRecursiveComparison().isEqualTo(session(ISSUER, "one"));
    }

    @Test
    void keepsSessionWithoutOptionalParts() {
        Session bare = new Session(
                ISSUER, Optional.empty(), secret("a"), Instant.EPOCH, Optional.empty(), Optional.empty(), List.of());

        put(file(), bare);

        assertThat(file().find(ISSUER)).get().usingRecursiveComparison().isEqualTo(bare);
    }

    @Test
    void givesFileAndFolderToTheOwnerAlone() throws IOException {
        put(file(), session(ISSUER, "one"));

        assertThat(rights(folder())).isEqualTo("rwx------");
        assertThat(rights(folder().resolve("credentials.json"))).isEqualTo("rw-------");
        assertThat(rights(folder().resolve("credentials.lock"))).isEqualTo("rw-------");
    }

    @Test
    void leavesNothingElseBehind() throws IOException {
        put(file(), session(ISSUER, "one"));
        put(file(), session(ISSUER, "two"));

        try (Stream<Path> files = Files.list(folder())) {
            assertThat(files.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder("credentials.json", "credentials.lock");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rw-----w-"})
    void refusesFileThatOthersCanReadOrWrite(String rights) throws IOException {
        put(file(), session(ISSUER, "one"));
        Files.setPosixFilePermissions(folder().resolve("credentials.json"), PosixFilePermissions.fromString(rights));

        assertThatThrownBy(() -> file().find(ISSUER))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.advice()).contains("chmod 600"));
    }

    /** Attack: somebody who may write to the folder puts a session of theirs in the place of ours. */
    @ParameterizedTest
    @ValueSource(strings = {"rwx-w----", "rwxrwxrwx"})
    void refusesFolderThatOthersCanWriteTo(String rights) throws IOException {
        Files.createDirectories(folder());
        Files.setPosixFilePermissions(folder(), PosixFilePermissions.fromString(rights));

        assertThatThrownBy(() -> put(file(), session(ISSUER, "one")))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.advice()).contains("chmod 700"));
        assertThatThrownBy(() -> file().find(ISSUER)).isInstanceOf(Failure.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "{}",
                "{\"version\":2,\"sessions\":{}}",
                "{\"version\":1}",
                "{\"version\":1,\"sessions\":[]}"
            })
    void refusesDamagedFileAndKeepsIt(String content) throws IOException {
        put(file(), session(ISSUER, "one"));
        Files.writeString(folder().resolve("credentials.json"), content);

        assertThatThrownBy(() -> put(file(), session(ISSUER, "two")))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.sentence()).contains("is damaged"));
        assertThat(folder().resolve("credentials.json")).hasContent(content);
    }

    @Test
    void refusesFileTooLargeToBeOurs() throws IOException {
        put(file(), session(ISSUER, "one"));
        Files.writeString(folder().resolve("credentials.json"), " ".repeat(1_100_000));

        assertThatThrownBy(() -> file().find(ISSUER)).isInstanceOf(Failure.class);
    }

    @Test
    void keepsTheSessionsOfOtherIssuers() {
        Issuer other = new Issuer("http://localhost:9000");
        put(file(), session(ISSUER, "one"));
        put(file(), session(other, "two"));

        file().alone(held -> {
            held.remove(ISSUER);
            return 0;
        });

        assertThat(file().find(ISSUER)).isEmpty();
        assertThat(file().find(other)).isPresent();
    }

    @Test
    void losesNoChangeWhenManyChangeAtOnce() {
        List<CompletableFuture<Void>> writers = IntStream.range(0, 20)
                .mapToObj(number -> CompletableFuture.runAsync(
                        () -> put(file(), session(new Issuer("https://id.example/" + number), "x"))))
                .toList();

        CompletableFuture.allOf(writers.toArray(CompletableFuture[]::new)).join();

        assertThat(IntStream.range(0, 20).mapToObj(number -> new Issuer("https://id.example/" + number)))
                .allSatisfy(issuer -> assertThat(file().find(issuer)).isPresent());
    }

    @Test
    void givesUpIfAnotherProcessKeepsTheLock() throws IOException {
        put(file(), session(ISSUER, "one"));
        List<Duration> pauses = new ArrayList<>();

        try (FileChannel channel = FileChannel.open(folder().resolve("credentials.lock"), StandardOpenOption.WRITE)) {
            assertThat(channel.lock().isValid()).isTrue();
            SessionFile blocked = new SessionFile(folder(), pauses::add);

            assertThatThrownBy(() -> put(blocked, session(ISSUER, "two")))
                    .isInstanceOfSatisfying(
                            Failure.class,
                            failure -> assertThat(failure.sentence()).contains("Another hubify process"));
        }
        assertThat(pauses.stream().reduce(Duration.ZERO, Duration::plus)).isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void neverShowsItsSecrets() {
        assertThat(session(ISSUER, "one").toString()).doesNotContain("one");
    }

    private SessionFile file() {
        return new SessionFile(folder(), time -> LockSupport.parkNanos(time.toNanos()));
    }

    private Path folder() {
        return home.resolve("config").resolve("hubify");
    }

    private static void put(SessionFile file, Session session) {
        file.alone(held -> {
            held.put(session);
            return 0;
        });
    }

    private static Session session(Issuer issuer, String token) {
        return new Session(
                issuer,
                Optional.of("user_1"),
                secret("access-" + token),
                Instant.parse("2026-04-14T10:00:00Z"),
                Optional.of(secret("refresh-" + token)),
                Optional.of(Instant.parse("2026-05-14T10:00:00Z")),
                List.of("openid", "labs:read"));
    }

    private static Secret secret(String value) {
        return Secret.of(value).orElseThrow();
    }

    private static String rights(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
