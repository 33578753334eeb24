package com.hubify.identity.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.cli.TestMachine.Outcome;
import com.hubify.identity.cli.terminal.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Exports, and what {@code hubify audit verify} says; {@code TrailVerificationTests} has what it finds. */
class AuditCommandTests extends CommandTest {

    private static final String PATH = "/v1/audit/export";
    private static final String LINES =
            "{\"stream\":\"grants\",\"at\":\"2030-01-01T00:00:00Z\",\"kind\":\"x\",\"details\":{}}\n";

    @BeforeEach
    void signInFirst() {
        signIn();
        answer(LINES + "{\"end\":true}\n");
    }

    private void answer(String lines) {
        server.on(PATH, request -> new Answer(200, Map.of("Content-Type", "application/x-ndjson"), lines));
    }

    @Test
    void writesAFileAndAllOfIt() throws IOException {
        Path file = home.resolve("audit.jsonl");

        Outcome exported =
                run("audit", "export", "--stream", "grants", "--from", "2030-01-01T00:00:00Z", file.toString());

        assertThat(exported.exitCode()).as(exported.err()).isZero();
        assertThat(file).hasContent(LINES);
        assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
        assertThat(server.seen(PATH).get(0).parameter("stream")).isEqualTo("grants");
        assertThat(server.seen(PATH).get(0).parameter("from")).isEqualTo("2030-01-01T00:00:00Z");
    }

    @Test
    void printsWhereNoFileIsNamed() {
        assertThat(run("audit", "export").out()).isEqualTo(LINES);
    }

    @Test
    void leavesNoHalfFileBehind() throws IOException {
        answer(LINES);
        Outcome exported = run("audit", "export", home.resolve("audit.jsonl").toString());

        assertThat(exported.exitCode()).isEqualTo(ExitCode.UNREACHABLE.number());
        assertThat(exported.err()).contains("broke off before its end");
        try (var files = Files.list(home)) {
            assertThat(files).noneMatch(path -> path.getFileName().toString().contains("audit"));
        }
    }

    @Test
    void replacesNoEarlierExport() throws IOException {
        Path file = Files.writeString(home.resolve("audit.jsonl"), "evidence");

        assertThat(run("audit", "export", file.toString()).exitCode()).isEqualTo(ExitCode.USAGE.number());
        assertThat(file).hasContent("evidence");
    }

    /** No login can have it, so it must not be what is advised. */
    @Test
    void saysWhichScopeIsMissingAndWhoHasIt() {
        server.on(
                PATH,
                request -> Answer.envelope(403, "insufficient_scope", "The token lacks audit:read.")
                        .with("WWW-Authenticate", "Bearer error=\"insufficient_scope\", scope=\"audit:read\""));

        Outcome exported = run("audit", "export");

        assertThat(exported.exitCode()).isEqualTo(ExitCode.REFUSED.number());
        assertThat(exported.err())
                .contains("audit:read", "HUBIFY_TOKEN", server.issuer() + "/admin")
                .doesNotContain("auth login");
    }

    @Test
    void endsWithElevenWhereTheTrailIsNotIntact() throws IOException {
        Path file = Files.writeString(home.resolve("audit.jsonl"), LINES);

        Outcome verified = run("audit", "verify", file.toString(), "--issuer", server.issuer());

        assertThat(verified.exitCode()).as(verified.err()).isEqualTo(ExitCode.NOT_INTACT.number());
        assertThat(verified.json().path("intact").asBoolean()).isFalse();
        assertThat(verified.json().path("findings").path(0).path("what").asString())
                .isEqualTo("no_checkpoint");
        assertThat(verified.err())
                .contains("no_checkpoint: There is no checkpoint that can be trusted, so nothing is proved.");
        assertThat(verified.json().has("not_counted_yet")).isTrue();
        assertThat(verified.err())
                .as("keys of another time are no sign of a change")
                .contains("This does not show that the trail is whole.")
                .doesNotContain("somebody changed");
    }

    @Test
    void saysThatSomebodyChangedWhatIsNoRecord() throws IOException {
        Path file = Files.writeString(home.resolve("audit.jsonl"), LINES + "nonsense\n");

        Outcome verified = run("audit", "verify", file.toString(), "--issuer", server.issuer());

        assertThat(verified.exitCode()).isEqualTo(ExitCode.NOT_INTACT.number());
        assertThat(verified.err()).contains("audit.jsonl:2: not_a_record: ").contains("somebody changed");
    }

    /** Attack, or a slip: name a stream that there isn't, so that no chain of it can be missing. */
    @ParameterizedTest
    @ValueSource(strings = {"operator", "operators,grant", "operators,", "OPERATORS", "operators, grants"})
    void refusesStreamsThatThereAreNot(String streams) throws IOException {
        Path file = Files.writeString(home.resolve("audit.jsonl"), LINES);

        Outcome verified = run("audit", "verify", file.toString(), "--issuer", server.issuer(), "--stream", streams);

        assertThat(verified.exitCode()).isEqualTo(ExitCode.USAGE.number());
        assertThat(verified.err()).contains("operators, security, ordinary, repeated, misused, refused, pages, grants");
        assertThat(run("audit", "export", "--stream", streams).exitCode()).isEqualTo(ExitCode.USAGE.number());
    }

    @Test
    void wantsToKnowWhoseTrailItIs() throws IOException {
        Path file = Files.writeString(home.resolve("audit.jsonl"), LINES);

        assertThat(run("audit", "verify", file.toString()).exitCode()).isEqualTo(ExitCode.USAGE.number());
        assertThat(run("audit", "verify", file.toString(), "--jwks", "none").err())
                .contains("Can't read keys");
        assertThat(run("audit", "verify", "none", "--issuer", server.issuer()).err())
                .contains("does not exist");
        assertThat(run("audit", "export", "--from", "yesterday").err()).contains("'yesterday' is none");
    }
}
