package com.hubify.identity.server.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.protocol.TokenClaims;
import com.hubify.identity.server.audit.trail.AuditFilter;
import com.hubify.identity.server.audit.trail.AuditRecord;
import com.hubify.identity.server.audit.trail.AuditRecords;
import com.hubify.identity.server.audit.trail.AuditStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.redis.core.StringRedisTemplate;

/** Every refusal can be found afterwards, with who asked and why it was refused, whatever the answer said of it. */
@FlowTest
class RefusalAuditIT extends AbstractFlow {

    @Autowired
    private StringRedisTemplate redis;

    @Autowired
    private AuditRecords audit;

    private interface Attempt extends Function<RefusalAuditIT, Answer> {}

    /** Attack: one that tries the same door again and again, which only the trail can show. */
    @ParameterizedTest(name = "{0}")
    @MethodSource
    void isWrittenDown(String what, Attempt attempt, String error, String caller) {
        clock.wind(Duration.ofMinutes(2)); // past the minute that other tests may have used up
        List<Map<String, String>> before = refusals();

        Answer answer = attempt.apply(this);

        assertThat(answer.status()).isBetween(302, 403);
        Map<String, String> entry = Awaitility.await()
                .atMost(Duration.ofSeconds(5))
                .until(
                        () -> refusals().stream()
                                .filter(it -> !before.contains(it))
                                .findFirst()
                                .orElse(Map.of()),
                        it -> !it.isEmpty());
        assertThat(entry)
                .containsEntry("error", error)
                .containsEntry("caller", caller)
                .containsKeys("reason", "address", "request", "sent");
        assertThat(entry.toString()).doesNotContain("TopSecret");
    }

    static Stream<Arguments> isWrittenDown() {
        return Stream.of(
                row(
                        "a grant that the client may not use",
                        it -> it.asMachine(
                                "/oauth2/token", "grant_type", "refresh_token", "refresh_token", "TopSecret"),
                        "unauthorized_client",
                        "demo-machine"),
                row(
                        "an unknown refresh token of a public client",
                        it -> it.refresh("TopSecret"),
                        "invalid_grant",
                        "hubify-cli"),
                row(
                        "an unknown device code",
                        it -> it.program.post(
                                "/oauth2/token",
                                FormText.of(
                                        "grant_type",
                                        "urn:ietf:params:oauth:grant-type:device_code",
                                        "device_code",
                                        "TopSecret",
                                        "client_id",
                                        "hubify-cli")),
                        "invalid_grant",
                        "hubify-cli"),
                row(
                        "a scope the client may not have",
                        it -> it.machineToken("labs:delete"),
                        "invalid_scope",
                        "demo-machine"),
                row("another client's token", RefusalAuditIT::revokesOfAnother, "unauthorized_client", "demo-machine"),
                row(
                        "a forged token at the API",
                        it -> it.program.get("/v1/api-keys", "TopSecret"),
                        "invalid_token",
                        ""),
                row("a forged token at UserInfo", it -> it.program.get("/userinfo", "TopSecret"), "invalid_token", ""),
                row(
                        "a token without the scope",
                        it -> it.program.post(
                                "/v1/revocations",
                                "{}",
                                it.machineToken("labs:read").text("access_token")),
                        "insufficient_scope",
                        "demo-machine"),
                row(
                        "a request that goes back to the client",
                        it -> it.program.get("/oauth2/authorize?"
                                + FormText.of(
                                        "client_id", "demo-web",
                                        "redirect_uri", CodeFlow.PAGE,
                                        "response_type", "token",
                                        "state", "TopSecret")),
                        "unsupported_response_type",
                        "demo-web"));
    }

    /** A device that waits does what it was told to; hundreds of entries would hide what matters. */
    @Test
    void waitingIsNoRefusal() {
        clock.wind(Duration.ofMinutes(2));
        Answer device = program.post(
                "/oauth2/device_authorization", FormText.of("client_id", "hubify-cli", "scope", "labs:read"));
        long before = written();

        Answer waiting = program.post(
                "/oauth2/token",
                FormText.of(
                        "grant_type",
                        "urn:ietf:params:oauth:grant-type:device_code",
                        "device_code",
                        device.text("device_code"),
                        "client_id",
                        "hubify-cli"));
        refresh("TopSecret");

        assertThat(waiting.text("error")).isEqualTo("authorization_pending");
        Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> written() > before);
        assertThat(written()).isEqualTo(before + 1);
    }

    /** Attack: made-up client ids by the hundred, and among them somebody guesses the secret of a real client. */
    @Test
    void guessAtARealClientIsSeenAmongMadeUpOnes() {
        clock.wind(Duration.ofMinutes(30)); // a minute that no other test needs
        FormText form = FormText.of("grant_type", "client_credentials");
        for (int i = 0; i < 105; i++) {
            program.post("/oauth2/token", form, "made-up-" + i, "x");
            program.get("/userinfo", "made-up");
        }

        program.post("/oauth2/token", form, "demo-machine", "guessed");
        refresh("stolen");

        Awaitility.await()
                .atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(newest(10, AuditStream.REFUSED))
                        .anySatisfy(entry -> assertThat(entry)
                                .containsEntry("kind", "client.refused")
                                .containsEntry("error", "invalid_client")
                                .containsEntry("client", "demo-machine"))
                        .anySatisfy(entry -> assertThat(entry)
                                .containsEntry("error", "invalid_grant")
                                .containsEntry("caller", "hubify-cli")));
    }

    /** Attack: a stolen code that comes second. The grant ends, and somebody has to learn that there is a thief. */
    @Test
    void replayedCodeIsASignOfTheft() {
        CodeFlow flow = cli().asking("openid labs:read");
        Browser.Stop returned = flow.allow(CodeFlow.SOLO);
        String grant = Answer.claims(flow.redeem(returned).text("access_token"))
                .path(TokenClaims.GRANT_ID)
                .asString();

        flow.redeem(returned);

        assertThat(newest(50, AuditStream.SECURITY))
                .anySatisfy(entry -> assertThat(entry)
                        .containsEntry("kind", "authorization_code.replayed")
                        .containsEntry("grant", grant)
                        .containsEntry("client", "hubify-cli"));
    }

    private Answer revokesOfAnother() {
        String token = cliTokens("openid labs:read").text("access_token");
        return asMachine("/oauth2/revoke", "token", token);
    }

    private Answer asMachine(String path, String... parameters) {
        return program.post(path, FormText.of(parameters), "demo-machine", "demo-machine-secret");
    }

    private long written() {
        return Objects.requireNonNullElse(redis.opsForStream().size(AuditStream.REFUSED.key()), 0L);
    }

    private List<Map<String, String>> refusals() {
        return newest(200, AuditStream.REFUSED, AuditStream.MISUSED);
    }

    private List<Map<String, String>> newest(int count, AuditStream... streams) {
        return audit.latest(AuditFilter.of(streams), count, null).records().stream()
                .map(RefusalAuditIT::asMap)
                .toList();
    }

    private static Map<String, String> asMap(AuditRecord record) {
        Map<String, String> all = new TreeMap<>(record.details());
        all.put("kind", record.kind());
        all.put("at", record.at().toString());
        return all;
    }

    private static Arguments row(String what, Attempt attempt, String error, String caller) {
        return Arguments.of(what, attempt, error, caller);
    }
}
