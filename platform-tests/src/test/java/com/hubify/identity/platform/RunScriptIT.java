package com.hubify.identity.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunScriptIT {

    private RunScript script;

    @BeforeEach
    void prepare(@TempDir Path folder) {
        script = new RunScript(folder);
    }

    @AfterEach
    void tidyUp() {
        script.close();
    }

    @Test
    void startsEverythingOnceAndStopsItAgain() {
        var run = script.start().ready();
        var programs =
                List.of(run.program("clerk-simulator"), run.program("identity-server"), run.program("demo-resource"));
        var second = script.start();

        assertThat(second.exit()).isEqualTo(1);
        assertThat(second.output()).contains("already running", script.demo());

        var page = Http.get(script.demo() + "/");
        var exit = run.end();

        assertThat(page.status()).isEqualTo(200);
        assertThat(run.output()).contains("solo@example.com", script.demo(), "hubify auth login", "logs");
        assertThat(exit).as(run.output()).isZero();
        assertThat(programs).noneMatch(ProcessHandle::isAlive);
    }

    @Test
    void namesTakenPort() throws IOException {
        try (var squatter = new ServerSocket(script.clerkPort(), 1, InetAddress.getLoopbackAddress())) {
            var run = script.start();

            assertThat(run.exit()).isEqualTo(1);
            assertThat(run.output())
                    .contains("port " + squatter.getLocalPort(), "Clerk simulator", "HUBIFY_CLERK_PORT");
        }
    }

    @Test
    void keepsSigningKeysInOpenBaoWhenAskedForRealParts() {
        var run = script.start("--real").ready();

        var answer = Http.postForm(
                script.issuer() + "/oauth2/token",
                Http.basic("demo-machine", "demo-machine-secret"),
                Map.of("grant_type", "client_credentials"));

        assertThat(run.output()).contains("OpenBao at http://127.0.0.1:");
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        assertThat(Http.get(
                                script.demo() + "/v1/labs",
                                answer.json().at("/access_token").asString())
                        .status())
                .isEqualTo(200);
    }

    /**
     * The demo said ready and refused everybody, and Clerk would have sent people back to another server than the one that asked.
     */
    @Test
    void saysThatTheDemoCannotReachItsIssuer(@TempDir Path folder) throws IOException {
        var file = Files.writeString(
                folder.resolve("elsewhere.yaml"), "hubify.identity.issuer: https://id.elsewhere.invalid\n");

        var run = script.start("--config", file.toString());

        assertThat(run.exit()).as(run.output()).isEqualTo(1);
        assertThat(run.output())
                .contains("can't verify credentials of https://id.elsewhere.invalid")
                .contains("accessTokens: ")
                .doesNotContain("demo-resource is ready");
        assertThat(Files.readString(script.data().resolve("config/clerk-simulator.yaml")))
                .contains("- https://id.elsewhere.invalid/login/oauth2/code/clerk")
                .doesNotContain(script.issuer() + "/login");
    }

    @Test
    void saysInOneSentenceWhatIsWrongWithAClient(@TempDir Path folder) throws IOException {
        var file = Files.writeString(folder.resolve("bad.yaml"), """
                hubify.identity.clients.night-job:
                  secret: night-job-secret
                  grant-types: client_credentials
                  scopes: labs
                """);

        var run = script.start("--config", file.toString());

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.output())
                .contains("identity-server has stopped", "hubify.identity.clients.night-job")
                .doesNotContain("Exception", "Error creating bean", "Caused by");
        assertThat(run.output().lines().filter(line -> line.startsWith("  | ")).count())
                .isLessThan(8);
    }

    @Test
    void endsAsAnyProgramDoesWhenItIsBrokenOffWhileStarting() {
        var run = script.start();

        await("the programs are starting").until(() -> run.output().contains("starting with Java"));

        assertThat(run.end()).isEqualTo(128 + 15);
    }

    @Test
    void knowsClientsOfGivenFileAndSaysWhichPartDied(@TempDir Path folder) throws IOException {
        var file = Files.writeString(folder.resolve("more.yaml"), """
                hubify.identity.clients.night-job:
                  secret: night-job-secret
                  grant-types: client_credentials
                  scopes: labs:read
                  default-scopes: labs:read
                """);
        var run = script.start("--config", file.toString()).ready();

        var answer = Http.postForm(
                script.issuer() + "/oauth2/token",
                Http.basic("night-job", "night-job-secret"),
                Map.of("grant_type", "client_credentials"));

        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        assertThat(Http.get(
                                script.demo() + "/v1/labs",
                                answer.json().at("/access_token").asString())
                        .status())
                .isEqualTo(200);

        var demo = run.program("demo-resource");
        run.program("identity-server").destroyForcibly();

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.output()).contains("identity-server has stopped", "identity-server.log");
        assertThat(demo.isAlive()).isFalse();
    }
}
