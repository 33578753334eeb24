package com.hubify.identity.server.apikey.leak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hubify.identity.server.api.ApiRefusal;
import com.hubify.identity.server.apikey.ApiKey;
import com.hubify.identity.server.apikey.ApiKeyRevoker;
import com.hubify.identity.server.apikey.Events;
import com.hubify.identity.server.apikey.InMemoryApiKeys;
import com.hubify.identity.server.apikey.TestApiKeys;
import com.hubify.identity.server.apikey.change.ReviewedApiKeys;
import com.hubify.identity.server.error.Refusal;
import com.hubify.identity.server.revocation.InMemoryRevocations;
import com.hubify.testing.TestClock;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;

class SecretScanningControllerTests {

    private static final ApiKey KEY = TestApiKeys.usable().key();
    private static final String TOKEN = TestApiKeys.usable().token().value();
    private static final String REPORT = Reports.of(TOKEN, "https://github.com/ada/site/blob/1/.env");

    private final TestClock clock = TestClock.standing();
    private final InMemoryApiKeys keys = new InMemoryApiKeys(clock);
    private final Events events = new Events();
    private final Reports github = new Reports();
    private final SecretScanningController controller = controller(Map.of(Reports.KEY_ID, github.publicKey()));

    @BeforeEach
    void addKey() {
        keys.add(KEY);
    }

    @Test
    void endsWhatIsReportedAndAnswersWithHashes() throws Exception {
        String body = REPORT.replace("]", ",{\"token\":\"hfy_key_none\",\"type\":\"hubify_api_key\",\"new\":[1]}]");

        List<Map<String, String>> answer = report(body, github.sign(body));

        assertThat(answer).extracting(entry -> entry.get("label")).containsExactly("true_positive", "false_positive");
        assertThat(answer.get(0)).containsOnlyKeys("token_hash", "token_type", "label");
        assertThat(answer.get(0).get("token_hash")).matches("[0-9a-f]{64}");
        assertThat(answer.get(0).get("token_type")).isEqualTo("hubify_api_key");
        assertThat(answer.toString()).doesNotContain(TestApiKeys.SECRET);
        assertThat(keys.ownedBy(KEY.owner())).isEmpty();
    }

    /** Attack: replay a report that was overheard. It says nothing new, and the key is ended already. */
    @Test
    void answersARepeatedReportAlike() throws Exception {
        List<Map<String, String>> first = report(REPORT, github.sign(REPORT));
        int told = events.published().size();

        assertThat(report(REPORT, github.sign(REPORT))).isEqualTo(first);
        assertThat(events.published()).hasSize(told + 1);
    }

    @Test
    void refusesWhatIsNotSignedAndNotesIt() {
        assertThatThrownBy(() -> report(REPORT, new Reports().sign(REPORT)))
                .isInstanceOf(ApiRefusal.class)
                .hasMessage("unauthorized");

        assertThat(keys.find(KEY.id())).contains(KEY);
        assertThat(events.published())
                .containsExactly(
                        new Refusal("unauthorized", "report of leaked keys: no valid signature", "", "", false));
    }

    /** Attack: two signatures, of which a proxy in between checks the other one. */
    @Test
    void refusesTwoSignatures() {
        MockHttpServletRequest request = request(github.sign(REPORT));
        request.addHeader("Github-Public-Key-Signature", github.sign(REPORT));

        assertThatThrownBy(() -> controller.report(request, stream(REPORT))).hasMessage("unauthorized");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "{}",
                "[null]",
                "[{}]",
                "[{\"token\":null}]",
                "[] []",
                "[{\"token\":\"a\"",
                "[1]",
                "[{\"token\":\"a\",\"token\":\"b\"}]"
            })
    void refusesWhatIsSignedAndNoReport(String body) {
        assertThatThrownBy(() -> report(body, github.sign(body)))
                .isInstanceOf(ApiRefusal.class)
                .hasMessage("invalid_request");
    }

    /** Attack: fill the memory before the signature is known to be wrong. */
    @Test
    void stopsReadingAtAMegabyte() {
        String body = " ".repeat(2_000_000) + REPORT;

        assertThatThrownBy(() -> report(body, github.sign(body))).hasMessage("payload_too_large");
        assertThat(keys.find(KEY.id())).contains(KEY);
    }

    @Test
    void refusesMoreMatchesThanOneReportHas() {
        String body = "[" + "{\"token\":\"a\"},".repeat(1_000) + "{\"token\":\"a\"}]";

        assertThatThrownBy(() -> report(body, github.sign(body))).hasMessage("invalid_request");
    }

    @Test
    void isNotThereWithoutKeys() {
        assertThatThrownBy(() -> controller(Map.of()).report(request(github.sign(REPORT)), stream(REPORT)))
                .hasMessage("not_found");
    }

    private List<Map<String, String>> report(String body, String signature) throws IOException {
        return controller.report(request(signature), stream(body));
    }

    private static MockHttpServletRequest request(String signature) {
        MockHttpServletRequest request = new MockHttpServletRequest("POST", "/webhooks/secret-scanning");
        request.addHeader("Github-Public-Key-Identifier", Reports.KEY_ID);
        request.addHeader("Github-Public-Key-Signature", signature);
        return request;
    }

    private static ByteArrayInputStream stream(String body) {
        return new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8));
    }

    private SecretScanningController controller(Map<String, String> publicKeys) {
        InMemoryRevocations revocations = new InMemoryRevocations();
        ApiKeyRevoker revoker = new ApiKeyRevoker(keys, revocations, clock, events);
        ReviewedApiKeys reviewed = new ReviewedApiKeys(keys, revocations, revoker, clock);
        LeakedKeys leaked =
                Disarming.keys(LeakResponse.REVOKE, keys, reviewed.changes(), revoker, revocations, clock, events);
        return new SecretScanningController(
                new SecretScanningProperties(publicKeys, LeakResponse.REVOKE), leaked, events);
    }
}
