package com.hubify.identity.server.apikey.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;

import com.hubify.identity.server.apikey.ApiKey;
import com.hubify.identity.server.apikey.BreakableApiKeys;
import com.hubify.identity.server.apikey.TestApiKeys;
import com.hubify.identity.server.apikey.TestTokens;
import com.hubify.identity.server.revocation.InMemoryRevocations;
import com.hubify.testing.TestClock;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.context.junit.jupiter.web.SpringJUnitWebConfig;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.filter.OncePerRequestFilter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Requests for a key that are sent again, since their answer was lost. */
@SpringJUnitWebConfig(ApiKeyControllerConfiguration.class)
class IdempotencyKeyTests {

    private static final String ONCE = "8e03978e-40d5-43e8-bc93-6894a57f9324";
    private static final String WANTED = """
            {"name":"my-integration","scopes":["labs:read"]}""";

    private final MockMvcTester mvc;
    private final TestTokens tokens;
    private final BreakableApiKeys keys;

    @Autowired
    IdempotencyKeyTests(
            WebApplicationContext context,
            Collection<OncePerRequestFilter> filters,
            TestTokens tokens,
            BreakableApiKeys keys) {
        this.mvc = MockMvcTester.from(
                context,
                builder -> builder.addFilters(filters.toArray(OncePerRequestFilter[]::new))
                        .apply(springSecurity())
                        .build());
        this.tokens = tokens;
        this.keys = keys;
    }

    @BeforeEach
    void startAnew(@Autowired InMemoryRevocations revocations, @Autowired TestClock clock) {
        keys.clear();
        revocations.forget();
        clock.reset();
    }

    @Test
    void answersARepeatedRequestWithTheKeyThatItMade() {
        JsonNode first = data(send("user_2abc", "", ONCE, WANTED));

        JsonNode second = data(send("user_2abc", "", "\"" + ONCE + "\"", WANTED));

        assertThat(second).isEqualTo(first);
        assertThat(keys.ownedBy(TestApiKeys.OWNER)).hasSize(1);
    }

    @Test
    void makesOneOfManyAtOnce() {
        List<String> made = IntStream.range(0, 16)
                .parallel()
                .mapToObj(i ->
                        data(send("user_2abc", "", ONCE, WANTED)).get("key").asString())
                .distinct()
                .toList();

        assertThat(made).hasSize(1);
        assertThat(keys.ownedBy(TestApiKeys.OWNER)).hasSize(1);
    }

    /** The successor of a rotation whose old key has ended at once. */
    @Test
    void answersARepeatedRotation() {
        keys.add(TestApiKeys.usable().key());
        String at = "/abcd1234/rotate";

        JsonNode first = data(send("user_2abc", at, ONCE, "{\"overlap\":\"PT0S\"}"));
        JsonNode second = data(send("user_2abc", at, ONCE, "{\"overlap\":\"PT0S\"}"));

        assertThat(second).isEqualTo(first);
        assertThat(keys.ownedBy(TestApiKeys.OWNER)).hasSize(1);
    }

    /** Attack, or a fault of the client: the answer to another request passes for this one's. */
    @Test
    void refusesAnotherRequest() {
        send("user_2abc", "", ONCE, WANTED);
        keys.add(TestApiKeys.usable().key());

        assertError(
                send("user_2abc", "", ONCE, WANTED.replace("labs:read", "labs:write")), 422, "idempotency_key_reused");
        assertError(send("user_2abc", "/abcd1234/rotate", ONCE, WANTED), 400, "invalid_request");
        assertError(send("user_2abc", "/abcd1234/rotate", ONCE, "{}"), 422, "idempotency_key_reused");
        assertThat(keys.ownedBy(TestApiKeys.OWNER)).hasSize(2);
    }

    /** Attack: get the key of another person by the value that they sent. */
    @Test
    void belongsToThePersonWhoSentIt() {
        JsonNode first = data(send("user_2abc", "", ONCE, WANTED));

        JsonNode second = data(send("user_2xyz", "", ONCE, WANTED));

        assertThat(second.get("key")).isNotEqualTo(first.get("key"));
        assertThat(keys.ownedBy(TestApiKeys.STRANGER)).hasSize(1);
    }

    /** Attack: find the key at rest. */
    @Test
    void keepsNeitherTheKeyNorWhatOpensIt() {
        JsonNode key = data(send("user_2abc", "", ONCE, WANTED)).get("key");

        assertThat(keys.kept())
                .isNotEmpty()
                .allSatisfy(kept -> assertThat(kept.toString())
                        .doesNotContain(ONCE, key.asString(), key.asString().substring(16)));
    }

    @Test
    void saysWhichKeyItMadeOnceThatIsNoLongerShown() {
        String id = data(send("user_2abc", "", ONCE, WANTED)).get("id").asString();
        keys.forgetSealed();

        MvcTestResult answer = send("user_2abc", "", ONCE, WANTED);

        assertError(answer, 409, "already_created");
        assertThat(json(answer).at("/error/message").asString()).contains(id);
    }

    /** Attack: have a key that was found leaked and revoked shown as a new one. */
    @Test
    void showsNoRevokedKey() {
        send("user_2abc", "", ONCE, WANTED);
        ApiKey key = keys.ownedBy(TestApiKeys.OWNER).get(0);
        keys.revoke(key.id(), TestClock.START);

        assertError(send("user_2abc", "", ONCE, WANTED), 409, "already_created");
        assertThat(keys.ownedBy(TestApiKeys.OWNER)).isEmpty();
    }

    /** What can be guessed would open the answer in Redis. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "123456789012345",
                "\"8e03978e-40d5-43e8-bc93",
                "with some spaces in it",
                "one-of-several-values,another-of-several"
            })
    void refusesWhatIsNoKey(String once) {
        assertError(send("user_2abc", "", once, WANTED), 400, "invalid_request");
        assertError(send("user_2abc", "", "x".repeat(129), WANTED), 400, "invalid_request");
        assertThat(keys.ownedBy(TestApiKeys.OWNER)).isEmpty();
    }

    private MvcTestResult send(String person, String path, String once, String body) {
        return mvc.post()
                .uri("/v1/api-keys" + path)
                .header("Authorization", tokens.person(person, "api-keys:write labs:* experiments:*"))
                .header("Idempotency-Key", once)
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .exchange();
    }

    private static void assertError(MvcTestResult answer, int status, String code) {
        assertThat(answer).hasStatus(status);
        assertThat(json(answer).at("/error/code").asString()).isEqualTo(code);
    }

    private static JsonNode data(MvcTestResult answer) {
        assertThat(answer).hasStatus(201);
        return json(answer).get("data");
    }

    private static JsonNode json(MvcTestResult answer) {
        return JsonMapper.shared().readTree(answer.getResponse().getContentAsByteArray());
    }
}
