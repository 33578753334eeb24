package com.hubify.identity.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hubify.identity.parts.chromium.Chromium;
import com.hubify.identity.parts.redis.RedisVersion;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What a newcomer does in the first quarter of an hour, whichever Redis and signer are behind it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class NewcomerContract {

    private static final String SOLO = "solo@example.com";
    private static final String MEMBER = "member@example.com";
    private static final String PASSWORD = "hubify";

    private Platform platform;
    private CommandLine solo;

    abstract RedisVersion redis();

    abstract Map<String, String> signing();

    @BeforeAll
    void start(@TempDir Path home) {
        platform = Platform.start(redis(), signing());
        solo = signedIn(home, SOLO);
    }

    @AfterAll
    void stop() {
        platform.close();
    }

    @Test
    void signsPersonInAtDemoAndOutAgain() {
        try (var chromium = Chromium.start()) {
            var visit = new DemoVisit(chromium).open(platform.demo());
            assertThat(visit.commands()).contains("HUBIFY_ISSUER=" + platform.issuer() + " ./hubify auth login");
            assertThat(visit.copyFirst()).isIn("Copied", "Marked");
            visit.chooseSignIn().signInAtClerk(MEMBER, PASSWORD);
            var consent = visit.consentText();
            visit.allow();

            assertThat(consent).contains("Read lab information", "Read experiment status and results");
            assertThat(visit.labs()).isNotEmpty();
            assertThat(visit.scopes()).contains("labs:read", "experiments:read");
            assertThat(visit.signOut().isSignedOut()).isTrue();
            assertThat(visit.message()).isEqualTo("You are signed out.");
        }
    }

    @Test
    void letsMachineDoWhatItsScopeCovers() {
        var token = machineToken("labs:read");

        var answer = Http.get(platform.demo() + "/v1/labs", token);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().at("/data").isArray()).isTrue();
    }

    @Test
    void refusesMachineBeyondItsScope() {
        var token = machineToken("labs:read");

        var answer = Http.postJson(platform.demo() + "/v1/labs", token, "{\"name\":\"Dark energy\"}");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.header("WWW-Authenticate"))
                .startsWith("Bearer ")
                .contains("error=\"insufficient_scope\"", "scope=\"labs:write\"");
        assertThat(answer.json().at("/error/code").asString()).isEqualTo("forbidden");
    }

    @Test
    void refusesWhatNobodyIssued() {
        var answer = Http.get(platform.demo() + "/v1/labs", "no-token-of-ours");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer ");
    }

    @Test
    void givesCommandLineKeyThatWorksUntilRevoked() {
        var key = newKey(solo);
        var beforeRevocation = Http.get(platform.demo() + "/v1/experiments", key);
        var refused = Http.postJson(platform.demo() + "/v1/labs", key, "{\"name\":\"Dark energy\"}");
        var revoked = solo.run("auth", "api-key", "revoke", key);

        assertThat(beforeRevocation.status()).isEqualTo(200);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(revoked.exit()).as(revoked.err()).isZero();
        await().atMost(Duration.ofSeconds(5))
                .until(() -> Http.get(platform.demo() + "/v1/experiments", key).status() == 401);
    }

    @Test
    void printsNewKeyWithExactlyItsFiveMembers() {
        var created =
                solo.run("auth", "api-key", "create", "--name", "my-integration", "--scope", "labs:read,experiments:*");

        assertThat(created.exit()).as(created.err()).isZero();
        assertThat(created.json().propertyNames()).containsExactly("key", "name", "scopes", "created_at", "expires_at");
        assertThat(created.json().at("/key").asString()).startsWith("hfy_key_").hasSize(54);
        assertThat(created.json().at("/expires_at").isNull()).isTrue();
    }

    @Test
    void neverShowsKeyAgain() {
        var key = newKey(solo);
        var listed = solo.run("auth", "api-key", "list");

        assertThat(listed.exit()).as(listed.err()).isZero();
        assertThat(listed.out()).contains("my-integration").doesNotContain(key);
    }

    @Test
    void acceptsClerkSessionTokenAtDemo() {
        var token = Http.postForm(
                        platform.clerk() + "/simulator/session-tokens",
                        Map.of("Origin", platform.demo()),
                        Map.of("identifier", MEMBER))
                .json()
                .at("/jwt")
                .asString();

        var answer = Http.get(platform.demo() + "/v1/labs", token);

        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    }

    @Test
    void keepsKeysAndTokensOverRestart() {
        var key = newKey(solo);
        var token = machineToken("labs:read");

        platform.restart();

        assertThat(Http.get(platform.demo() + "/v1/experiments", key).status()).isEqualTo(200);
        assertThat(Http.get(platform.demo() + "/v1/labs", token).status()).isEqualTo(200);
        assertThat(solo.run("auth", "whoami").exit()).isZero();
    }

    @Test
    void namesItselfInBothDiscoveryDocuments() {
        var openId = Http.get(platform.issuer() + "/.well-known/openid-configuration")
                .json();
        var oauth = Http.get(platform.issuer() + "/.well-known/oauth-authorization-server")
                .json();

        assertThat(openId.at("/issuer").asString()).isEqualTo(platform.issuer());
        assertThat(oauth.at("/issuer").asString()).isEqualTo(platform.issuer());
        assertThat(keyAlgorithms()).contains("ES256");
    }

    private Iterable<String> keyAlgorithms() {
        var keys = Http.get(platform.issuer() + "/oauth2/jwks").json().at("/keys");
        return StreamSupport.stream(keys.spliterator(), false)
                .map((JsonNode key) -> key.at("/alg").asString())
                .toList();
    }

    private String machineToken(String scope) {
        var answer = Http.postForm(
                platform.issuer() + "/oauth2/token",
                Http.basic("demo-machine", "demo-machine-secret"),
                Map.of("grant_type", "client_credentials", "scope", scope));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.json().at("/access_token").asString();
    }

    private CommandLine signedIn(Path home, String identifier) {
        var hubify = new CommandLine(home, platform.issuer());
        try (var browser = new NoScriptBrowser()) {
            var login = hubify.login(address -> browser.signIn(address, identifier, PASSWORD));
            assertThat(login.exit()).as(login.err()).isZero();
        }
        return hubify;
    }

    private static String newKey(CommandLine hubify) {
        var created = hubify.run(
                "auth", "api-key", "create", "--name", "my-integration", "--scope", "labs:read,experiments:*");
        assertThat(created.exit()).as(created.err()).isZero();
        return created.json().at("/key").asString();
    }
}
