package com.hubify.identity.server.apikey.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;

import com.hubify.identity.protocol.ApiKeyToken;
import com.hubify.identity.protocol.IpNetworks;
import com.hubify.identity.server.apikey.ApiKey;
import com.hubify.identity.server.apikey.BreakableApiKeys;
import com.hubify.identity.server.apikey.TestApiKeys;
import com.hubify.identity.server.apikey.TestTokens;
import com.hubify.identity.server.revocation.InMemoryRevocations;
import com.hubify.testing.TestClock;
import java.time.Duration;
import java.util.Collection;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.context.junit.jupiter.web.SpringJUnitWebConfig;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.filter.OncePerRequestFilter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Showing, changing and rotating one key. */
@SpringJUnitWebConfig(ApiKeyControllerConfiguration.class)
class ChangingApiKeyTests {

    private static final String EVERYTHING = "api-keys:read api-keys:write labs:read labs:write experiments:*";

    private final MockMvcTester mvc;
    private final TestTokens tokens;
    private final BreakableApiKeys keys;
    private final InMemoryRevocations revocations;
    private final TestClock clock;
    private final ApiKey key = TestApiKeys.usable()
            .expiresAt(TestClock.START.plus(Duration.ofDays(90)))
            .key();

    @Autowired
    ChangingApiKeyTests(
            WebApplicationContext context,
            Collection<OncePerRequestFilter> filters,
            TestTokens tokens,
            BreakableApiKeys keys,
            InMemoryRevocations revocations,
            TestClock clock) {
        this.mvc = MockMvcTester.from(
                context,
                builder -> builder.addFilters(filters.toArray(OncePerRequestFilter[]::new))
                        .apply(springSecurity())
                        .build());
        this.tokens = tokens;
        this.keys = keys;
        this.revocations = revocations;
        this.clock = clock;
    }

    @BeforeEach
    void startAnew() {
        keys.clear();
        revocations.forget();
        clock.reset();
        keys.add(key);
    }

    @Test
    void showsAKey() {
        JsonNode data = data(exchange(HttpMethod.GET, "/abcd1234", EVERYTHING, ""), 200);

        assertThat(data.propertyNames()).containsExactlyElementsOf(ApiKeyControllerTests.RESOURCE);
        assertThat(data.get("prefix").asString()).isEqualTo("hfy_key_abcd1234");
        assertThat(data.get("status").asString()).isEqualTo("active");
        assertThat(data.get("description").isNull()).isTrue();
    }

    @Test
    void showsThatAKeyWasRevoked() {
        keys.revoke(key.id(), clock.instant());

        JsonNode data = data(exchange(HttpMethod.GET, "/abcd1234", EVERYTHING, ""), 200);

        assertThat(data.get("status").asString()).isEqualTo("revoked");
        assertThat(data.get("revoked_at").asString()).isEqualTo("2026-04-14T10:00:00Z");
    }

    /** Attack: learn of, change or replace another person's key, or find out whether an id exists. */
    @ParameterizedTest
    @CsvSource({
        "GET, /abcd1234",
        "GET, /00000000",
        "GET, /abcd12345",
        "PATCH, /abcd1234",
        "PATCH, /00000000",
        "POST, /abcd1234/rotate",
        "POST, /00000000/rotate",
    })
    void knowsTheOwnersKeysAlone(String method, String path) {
        MvcTestResult answer = mvc.method(HttpMethod.valueOf(method))
                .uri("/v1/api-keys" + path)
                .header("Authorization", tokens.person("user_2xyz", EVERYTHING))
                .contentType(MediaType.APPLICATION_JSON)
                .content("{}")
                .exchange();

        assertThat(answer).hasStatus(404);
        assertThat(json(answer).get("error").get("message").asString()).isEqualTo("You have no API key with that id.");
    }

    /** Attack: change keys with a token that may only read them. */
    @ParameterizedTest
    @CsvSource({"PATCH, /abcd1234", "POST, /abcd1234/rotate"})
    void needsTheScope(String method, String path) {
        MvcTestResult answer =
                exchange(HttpMethod.valueOf(method), path, "api-keys:read * labs:read experiments:*", "{}");

        assertThat(answer).hasStatus(403);
    }

    @Test
    void renamesAndNarrows() {
        JsonNode data = data(exchange(HttpMethod.PATCH, "/abcd1234", EVERYTHING, """
                        {"name":"nightly","description":"for the nightly run","scopes":["experiments:read"],
                         "expires_at":"2026-05-01T00:00:00Z"}"""), 200);

        assertThat(data.get("name").asString()).isEqualTo("nightly");
        assertThat(data.get("description").asString()).isEqualTo("for the nightly run");
        assertThat(data.get("scopes").toString()).isEqualTo("[\"experiments:read\"]");
        assertThat(data.get("expires_at").asString()).isEqualTo("2026-05-01T00:00:00Z");
        assertThat(data(exchange(HttpMethod.GET, "/abcd1234", EVERYTHING, ""), 200))
                .isEqualTo(data);
    }

    @Test
    void leavesWhatIsLeftOutAndRemovesAnEmptyDescription() {
        exchange(HttpMethod.PATCH, "/abcd1234", EVERYTHING, "{\"description\":\"for now\"}");

        JsonNode data = data(exchange(HttpMethod.PATCH, "/abcd1234", EVERYTHING, "{\"description\":\"\"}"), 200);

        assertThat(data.get("description").isNull()).isTrue();
        assertThat(data.get("name").asString()).isEqualTo("my-integration");
        assertThat(data.get("scopes").toString()).isEqualTo("[\"labs:read\",\"experiments:*\"]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"scopes\":[\"labs:write\"]} | invalid_scope | does not cover labs:write",
                "{\"scopes\":[\"*\"]} | invalid_scope | does not cover *",
                "{\"scopes\":[]} | invalid_scope | at least one scope",
                "{\"scopes\":[\"lab:read\"]} | invalid_scope | Did you mean labs:read?",
                "{\"expires_at\":\"2027-04-14T10:00:00Z\"} | invalid_request | be later than the key's current expiry",
                "{\"expires_at\":\"2026-04-14T10:00:00Z\"} | invalid_request | must be in the future",
                "{\"expires_at\":\"tomorrow\"} | invalid_request | must be a date and time",
                "{\"name\":\"\"} | invalid_request | name must be",
                "{\"name\":\"a\\u0007b\"} | invalid_request | name must be",
                "{\"description\":\"a\\nb\"} | invalid_request | description must be",
                "{\"allowed_ips\":[\"10.0.0.0/8\",\"10.0.0.5/8\"]} | invalid_request | allowed_ips[1] has bits set beyond its prefix. Did you mean 10.0.0.0/8?",
                "{\"allowed_ips\":[\"example.com\"]} | invalid_request | allowed_ips[0] must be an address or network",
                "{\"allowed_ips\":[null]} | invalid_request | allowed_ips[0] must be an address or network",
                "{\"allowed_ips\":[1]} | invalid_request | allowed_ips",
                "{\"allowed_ips\":\"10.0.0.0/8\"} | invalid_request | allowed_ips",
                "{\"owner\":\"user_2xyz\"} | invalid_request | an unknown member",
                "[] | invalid_request | ",
            })
    void saysWhatIsWrongWithAChange(String body, String code, String message) {
        MvcTestResult answer = exchange(HttpMethod.PATCH, "/abcd1234", EVERYTHING, body);

        assertThat(answer).hasStatus(400);
        assertThat(json(answer).get("error").get("code").asString()).isEqualTo(code);
        assertThat(json(answer).get("error").get("message").asString()).contains(message == null ? "" : message);
        assertThat(keys.find(key.id())).contains(key);
    }

    @Test
    void limitsToNetworksAndKeepsThemInRotation() {
        String body = "{\"allowed_ips\":[\"2001:DB8:0::/32\",\"10.0.0.0/8\",\"::ffff:10.1.0.0/112\",\"192.0.2.7/32\"]}";

        JsonNode data = data(exchange(HttpMethod.PATCH, "/abcd1234", EVERYTHING, body), 200);
        MvcTestResult wider = exchange(HttpMethod.PATCH, "/abcd1234", EVERYTHING, "{\"allowed_ips\":[]}");
        JsonNode successor = data(exchange(HttpMethod.POST, "/abcd1234/rotate", EVERYTHING, "{}"), 201);

        String networks = "[\"10.0.0.0/8\",\"192.0.2.7\",\"2001:db8::/32\"]";
        assertThat(data.get("allowed_ips").toString()).isEqualTo(networks);
        assertThat(wider).hasStatus(400);
        assertThat(json(wider).get("error").get("message").asString())
                .contains("must lie within the networks that the key has");
        assertThat(successor.get("allowed_ips").toString()).isEqualTo(networks);
    }

    /** Attack: have each service keep a long list with each key. */
    @Test
    void boundsTheNetworks() {
        String many = IntStream.rangeClosed(0, IpNetworks.MAX_COUNT)
                .mapToObj(i -> "\"10.0.0." + i + "\"")
                .collect(Collectors.joining(",", "[", "]"));

        MvcTestResult answer = exchange(HttpMethod.PATCH, "/abcd1234", EVERYTHING, "{\"allowed_ips\":" + many + "}");

        assertThat(answer).hasStatus(400);
        assertThat(json(answer).get("error").get("message").asString()).contains("at most 50 networks");
    }

    /** Attack: ask what a stolen key may do, from elsewhere. The answer must not tell it from one that never was. */
    @Test
    void tellsNothingOfAKeyElsewhereAndEndsItFromAnywhere() {
        ApiKey limited =
                TestApiKeys.usable().id("limited0").allowedIps("10.0.0.0/8").key();
        keys.add(limited);
        String token = TestApiKeys.usable().id("limited0").token().value();

        MvcTestResult here = held("/verify", token, "10.1.2.3");
        MvcTestResult elsewhere = held("/verify", token, "192.0.2.1");
        MvcTestResult unknown =
                held("/verify", TestApiKeys.usable().id("00000000").token().value(), "10.1.2.3");

        assertThat(data(here, 200).get("allowed_ips").toString()).isEqualTo("[\"10.0.0.0/8\"]");
        assertThat(elsewhere).hasStatus(401);
        assertThat(json(elsewhere).get("error")).isEqualTo(json(unknown).get("error"));
        assertThat(held("/revoke", token, "192.0.2.1")).hasStatus(204);
        assertThat(held("/verify", token, "10.1.2.3")).hasStatus(401);
    }

    /** Attack: say in a header to come from within. What a proxy says is for the container to believe. */
    @Test
    void believesNoHeaderOfAStranger() {
        keys.add(TestApiKeys.usable().id("limited0").allowedIps("10.0.0.0/8").key());

        MvcTestResult answer = mvc.post()
                .uri("/v1/api-keys/verify")
                .header("X-Forwarded-For", "10.1.2.3")
                .header("Forwarded", "for=10.1.2.3")
                .header("X-Real-IP", "10.1.2.3")
                .contentType(MediaType.APPLICATION_JSON)
                .content("{\"key\":\""
                        + TestApiKeys.usable().id("limited0").token().value() + "\"}")
                .exchange();

        assertThat(answer).hasStatus(401);
    }

    private MvcTestResult held(String path, String token, String sender) {
        return mvc.post()
                .uri("/v1/api-keys" + path)
                .with(request -> {
                    request.setRemoteAddr(sender);
                    return request;
                })
                .contentType(MediaType.APPLICATION_JSON)
                .content("{\"key\":\"" + token + "\"}")
                .exchange();
    }

    /** Attack: a time that no store can count down to, of which the key would end up neither with nor without an end. */
    @ParameterizedTest
    @ValueSource(strings = {"2036-04-14T10:00:01Z", "+999999999-12-31T23:59:59Z"})
    void endsNoKeyLaterThanAnyCanBeMade(String end) {
        ApiKey lasting = TestApiKeys.usable().id(2).key();
        keys.add(lasting);

        MvcTestResult answer = exchange(HttpMethod.PATCH, "/00000002", EVERYTHING, "{\"expires_at\":\"" + end + "\"}");

        assertThat(answer).hasStatus(400);
        assertThat(json(answer).get("error").get("message").asString()).contains("at most 10 years from now");
        assertThat(keys.find(lasting.id())).contains(lasting);
    }

    @Test
    void rotates() {
        MvcTestResult answer = exchange(HttpMethod.POST, "/abcd1234/rotate", EVERYTHING, "{\"overlap\":\"PT24H\"}");

        assertThat(answer).headers().hasValue("Cache-Control", "no-store");
        JsonNode data = data(answer, 201);
        ApiKeyToken token = ApiKeyToken.parse(data.get("key").asString()).orElseThrow();
        assertThat(data.get("predecessor").asString()).isEqualTo("abcd1234");
        JsonNode old = data(exchange(HttpMethod.GET, "/abcd1234", EVERYTHING, ""), 200);
        assertThat(old.get("status").asString()).isEqualTo("rotating");
        assertThat(old.get("successor").asString()).isEqualTo(token.id());
        assertThat(old.get("expires_at").asString()).isEqualTo("2026-04-15T10:00:00Z");
    }

    /** What {@code curl -X POST} sends. */
    @Test
    void rotatesWithoutABodyAsWithAnEmptyOne() {
        MvcTestResult answer = rotateWithout(null, "");

        assertThat(data(answer, 201).get("predecessor").asString()).isEqualTo("abcd1234");
        assertThat(keys.find(key.id()))
                .map(ApiKey::expiresAt)
                .contains(clock.instant().plus(Duration.ofDays(1)));
    }

    /** Attack, or a mistake: what is asked for in another form is ignored, and the old key lives for another day. */
    @Test
    void rotatesByJsonOnly() {
        assertThat(rotateWithout("application/x-www-form-urlencoded", "overlap=PT0S"))
                .hasStatus(415);
        assertThat(rotateWithout("application/x-www-form-urlencoded", "")).hasStatus(415);
        assertThat(rotateWithout(null, "{\"overlap\":\"PT0S\"}")).hasStatus(415);
        assertThat(rotateWithout("nonsense", "{}")).hasStatus(415);
        assertThat(keys.ownedBy(TestApiKeys.OWNER)).containsExactly(key);
    }

    private MvcTestResult rotateWithout(@Nullable String contentType, String body) {
        var request = mvc.post()
                .uri("/v1/api-keys/abcd1234/rotate")
                .header("Authorization", tokens.person("user_2abc", EVERYTHING))
                .content(body);
        return (contentType == null ? request : request.header("Content-Type", contentType)).exchange();
    }

    @Test
    void endsTheOldKeyAtOnceWithoutOverlap() {
        data(exchange(HttpMethod.POST, "/abcd1234/rotate", EVERYTHING, "{\"overlap\":\"PT0S\"}"), 201);

        assertThat(exchange(HttpMethod.GET, "/abcd1234", EVERYTHING, "")).hasStatus(404);
    }

    @Test
    void rotatesAKeyOnce() {
        exchange(HttpMethod.POST, "/abcd1234/rotate", EVERYTHING, "{}");

        MvcTestResult again = exchange(HttpMethod.POST, "/abcd1234/rotate", EVERYTHING, "{}");

        assertThat(again).hasStatus(409);
        assertThat(json(again).get("error").get("code").asString()).isEqualTo("already_rotated");
    }

    @Test
    void rotatesNoRevokedKey() {
        keys.revoke(key.id(), clock.instant());

        assertThat(exchange(HttpMethod.POST, "/abcd1234/rotate", EVERYTHING, "{}"))
                .hasStatus(409);
        assertThat(exchange(HttpMethod.PATCH, "/abcd1234", EVERYTHING, "{\"name\":\"n\"}"))
                .hasStatus(409);
    }

    /** Attack: turn a leaked token that manages keys into what the person's keys can do. */
    @Test
    void rotatesNoKeyThatCanDoMoreThanTheCaller() {
        MvcTestResult answer = exchange(HttpMethod.POST, "/abcd1234/rotate", "api-keys:write labs:read", "{}");

        assertThat(answer).hasStatus(403);
        assertThat(answer.getResponse().getHeader("WWW-Authenticate"))
                .isEqualTo("Bearer error=\"insufficient_scope\", scope=\"experiments:*\"");
        assertThat(keys.ownedBy(TestApiKeys.OWNER)).containsExactly(key);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"overlap\":\"24h\"}",
                "{\"overlap\":\"PT-1S\"}",
                "{\"overlap\":\"P31D\"}",
                "{\"overlap\":\"P99999999999999D\"}",
                "{\"overlap\":86400}",
                "{\"expires_at\":\"2020-01-01T00:00:00Z\"}",
                "{\"overlap\":\"PT1H\",\"overlap\":\"PT2H\"}",
            })
    void saysWhatIsWrongWithARotation(String body) {
        assertThat(exchange(HttpMethod.POST, "/abcd1234/rotate", EVERYTHING, body))
                .hasStatus(400);
        assertThat(keys.ownedBy(TestApiKeys.OWNER)).containsExactly(key);
    }

    @Test
    void rotatesToFewerScopes() {
        JsonNode data =
                data(exchange(HttpMethod.POST, "/abcd1234/rotate", "api-keys:write experiments:read", """
                        {"scopes":["experiments:read"]}"""), 201);

        assertThat(data.get("scopes").toString()).isEqualTo("[\"experiments:read\"]");
        assertThat(keys.find(key.id()).orElseThrow().scopes()).isEqualTo(key.scopes());
    }

    /** Attack: a token that may do more than the key gives the successor more than its owner gave the key. */
    @ParameterizedTest
    @ValueSource(strings = {"\"labs:write\"", "\"*\"", "\"labs:*\"", "\"labs:red\"", "\"api-keys:write\"", ""})
    void doesNotRotateToOtherScopes(String scope) {
        MvcTestResult answer =
                exchange(HttpMethod.POST, "/abcd1234/rotate", "* " + EVERYTHING, "{\"scopes\":[" + scope + "]}");

        assertThat(answer).hasStatus(400);
        assertThat(json(answer).get("error").get("code").asString()).isEqualTo("invalid_scope");
        assertThat(keys.ownedBy(TestApiKeys.OWNER)).containsExactly(key);
    }

    private MvcTestResult exchange(HttpMethod method, String path, String scope, String body) {
        return mvc.method(method)
                .uri("/v1/api-keys" + path)
                .header("Authorization", tokens.person("user_2abc", scope))
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .exchange();
    }

    private static JsonNode data(MvcTestResult answer, int status) {
        assertThat(answer).hasStatus(status);
        return json(answer).get("data");
    }

    private static JsonNode json(MvcTestResult answer) {
        return JsonMapper.shared().readTree(answer.getResponse().getContentAsByteArray());
    }
}
