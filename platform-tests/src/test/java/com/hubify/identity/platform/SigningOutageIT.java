package com.hubify.identity.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hubify.identity.parts.OpenBaoServer;
import com.hubify.identity.parts.line.BreakableLine;
import com.hubify.identity.parts.openbao.OpenBao;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What clients meet when OpenBao is away: an outage of minting and of nothing else, which is over as soon as OpenBao is back. */
@OpenBaoServer(own = true)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SigningOutageIT {

    private static final Duration RECOVERY = Duration.ofSeconds(5);

    private final OpenBao openBao;
    private BreakableLine line;
    private Platform platform;

    SigningOutageIT(OpenBao openBao) {
        this.openBao = openBao;
    }

    @BeforeAll
    void start(@TempDir Path folder) {
        line = BreakableLine.to(openBao.host(), openBao.port());
        TransitSetUp.withNewKeys(openBao, folder);
        platform = Platform.startWithoutDemo(
                TransitSetUp.settings(openBao, URI.create("http://127.0.0.1:" + line.port()), folder));
    }

    @AfterAll
    void stop() {
        platform.close();
        line.close();
    }

    @BeforeEach
    void isInOrder() {
        awaitTokens();
    }

    @AfterEach
    void restore() {
        line.restore();
    }

    @Test
    void saysUnreachableWhileTheLineIsCut() {
        assertOutage("unreachable", line::cut, line::restore);
    }

    @Test
    void saysUnreachableWhileNothingComesBack() {
        assertOutage("unreachable", line::hold, line::restore);
    }

    @Test
    void saysSealedWhileItIsSealed() {
        assertOutage("sealed", () -> openBao.write("sys/seal", Map.of()), openBao::restart);
    }

    @Test
    void saysForbiddenWhileThePolicyIsGone() {
        String policy = openBao.read("sys/policies/acl/identity-server")
                .at("/data/policy")
                .asString();

        assertOutage(
                "forbidden",
                () -> openBao.delete("sys/policies/acl/identity-server"),
                () -> openBao.write("sys/policies/acl/identity-server", Map.of("policy", policy)));
    }

    @Test
    void saysKeyMissingWhileTheKeysAreElsewhere() {
        assertOutage("key_missing", () -> move("transit", "elsewhere"), () -> move("elsewhere", "transit"));
    }

    @Test
    void nobodyNoticesThatItIsSlow() {
        try (var load = MintingLoad.on(platform)) {
            load.awaitTokens(10);
            line.delay(Duration.ofMillis(300));
            load.awaitTokens(20);
            assertThat(load.statuses()).containsExactly(200);
        }
    }

    /** Another node of OpenBao takes over: whoever was connected is cut off, and may connect anew. */
    @Test
    void nobodyNoticesThatConnectionsBreak() {
        try (var load = MintingLoad.on(platform)) {
            for (int i = 0; i < 5; i++) {
                load.awaitTokens(20);
                line.drop();
            }
            load.awaitTokens(20);
            assertThat(load.statuses()).containsExactly(200);
        }
    }

    @Test
    void nobodyNoticesThatItsLoginIsRevoked() {
        try (var load = MintingLoad.on(platform)) {
            load.awaitTokens(20);
            openBao.write("sys/leases/revoke-prefix/auth/approle/login", Map.of());
            load.awaitTokens(20);
            assertThat(load.statuses()).containsExactly(200);
        }
    }

    @Test
    void serverThatIsStartedMeanwhilePublishesItsKeysAndMintsOnceOpenBaoIsBack() {
        var before = keys();
        var token = MintingLoad.once(platform).json().at("/access_token").asString();
        platform.killIdentityServer();
        line.cut();

        platform.startIdentityServer();

        assertThat(keys()).isEqualTo(before);
        assertUnavailable(MintingLoad.once(platform));
        assertThat(introspect(token).json().at("/active").asBoolean()).isTrue();
        line.restore();
        awaitTokens();
    }

    private void assertOutage(String reason, Runnable fault, Runnable mend) {
        var keys = keys();
        var token = MintingLoad.once(platform).json().at("/access_token").asString();
        try (var load = MintingLoad.on(platform)) {
            load.awaitTokens(10);
            fault.run();
            try {
                assertIsAway(reason);
                assertThat(keys()).isEqualTo(keys);
                assertThat(introspect(token).json().at("/active").asBoolean()).isTrue();
                assertThat(readiness()).isEqualTo(200);
            } finally {
                mend.run();
            }
            awaitTokens();
            load.awaitTokens(10);
            assertThat(load.statuses()).containsExactly(200, 503);
        }
        await().atMost(RECOVERY).untilAsserted(() -> assertThat(health()).containsEntry("status", "UP"));
    }

    private void assertIsAway(String reason) {
        await().atMost(RECOVERY).until(() -> MintingLoad.once(platform).status() == 503);
        assertUnavailable(MintingLoad.once(platform));
        await().atMost(RECOVERY)
                .untilAsserted(() ->
                        assertThat(health()).containsEntry("status", "DOWN").containsEntry("description", reason));
    }

    private static void assertUnavailable(Http.Answer answer) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(503);
        assertThat(answer.json().at("/error").asString()).isEqualTo("temporarily_unavailable");
        assertThat(Integer.parseInt(answer.header("Retry-After"))).isPositive();
    }

    private void awaitTokens() {
        await().atMost(RECOVERY)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> MintingLoad.once(platform).status() == 200);
    }

    private String keys() {
        var answer = Http.get(platform.issuer() + "/oauth2/jwks");
        assertThat(answer.status()).isEqualTo(200);
        return answer.response().body();
    }

    private Map<String, String> health() {
        var signing = Http.get(platform.issuer() + "/actuator/health").json().at("/components/signing");
        return Map.of(
                "status",
                signing.path("status").asString(),
                "description",
                signing.path("description").asString(""));
    }

    private int readiness() {
        return Http.get(platform.issuer() + "/actuator/health/readiness").status();
    }

    private Http.Answer introspect(String token) {
        return Http.postForm(
                platform.issuer() + "/oauth2/introspect",
                Http.basic("demo-resource", "demo-resource-secret"),
                Map.of("token", token));
    }

    private void move(String from, String to) {
        openBao.write("sys/remount", Map.of("from", from, "to", to));
        await().until(() -> !openBao.read("sys/mounts").at("/data/" + to + "~1").isMissingNode());
    }
}
