package com.hubify.identity.server.apikey.use;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;

import com.hubify.identity.server.apikey.ApiKey;
import com.hubify.identity.server.apikey.BreakableApiKeys;
import com.hubify.identity.server.apikey.TestApiKeys;
import com.hubify.identity.server.apikey.TestTokens;
import com.hubify.identity.server.apikey.endpoint.ApiKeyControllerConfiguration;
import com.hubify.identity.server.apikey.introspection.InMemoryKeyServices;
import com.hubify.testing.TestClock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.test.context.junit.jupiter.web.SpringJUnitWebConfig;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.filter.OncePerRequestFilter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reporting uses, and showing them. */
@SpringJUnitWebConfig(KeyUseEndpointTests.Server.class)
class KeyUseEndpointTests {

    @Import({
        ApiKeyControllerConfiguration.class,
        UseReportController.class,
        ApiKeyUseController.class,
        UseReports.class,
        KeyUsage.class
    })
    static class Server {

        @Bean
        InMemoryApiKeyUseRecords records(Clock clock) {
            return new InMemoryApiKeyUseRecords(clock);
        }

        @Bean
        RegisteredClientRepository clients() {
            return new InMemoryRegisteredClientRepository(client("labs", true), client("reports", false));
        }

        private static RegisteredClient client(String id, boolean introspection) {
            return RegisteredClient.withId(id)
                    .clientId(id)
                    .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                    .clientSettings(ClientSettings.builder()
                            .setting("hubify.introspection", introspection)
                            .build())
                    .build();
        }
    }

    private static final String BATCH = "AAAAAAAAAAAAAAAAAAAAAA";
    private static final Instant NOW = TestClock.START;

    private final MockMvcTester mvc;
    private final TestTokens tokens;
    private final BreakableApiKeys keys;
    private final InMemoryApiKeyUseRecords records;
    private final InMemoryKeyServices services;
    private final TestClock clock;
    private final ApiKey key =
            TestApiKeys.usable().createdAt(NOW.minus(Duration.ofDays(30))).key();

    @Autowired
    KeyUseEndpointTests(
            WebApplicationContext context,
            Collection<OncePerRequestFilter> filters,
            TestTokens tokens,
            BreakableApiKeys keys,
            InMemoryApiKeyUseRecords records,
            InMemoryKeyServices services,
            TestClock clock) {
        this.mvc = MockMvcTester.from(
                context,
                builder -> builder.addFilters(filters.toArray(OncePerRequestFilter[]::new))
                        .apply(springSecurity())
                        .build());
        this.tokens = tokens;
        this.keys = keys;
        this.records = records;
        this.services = services;
        this.clock = clock;
    }

    @BeforeEach
    void startAnew() {
        keys.clear();
        records.forget();
        clock.reset();
        keys.add(key);
        services.forget();
        services.note(key.id(), "labs");
    }

    @Test
    void recordsWhatAServiceReports() {
        assertThat(report("labs", body(BATCH, use("abcd1234", 3, NOW, "\"labs:read\":2"))))
                .hasStatus(204);

        JsonNode use = shown();
        assertThat(use.propertyNames())
                .containsExactly(
                        "id",
                        "since",
                        "last_used_at",
                        "last_address",
                        "last_service",
                        "count",
                        "scopes",
                        "days",
                        "advice");
        assertThat(use.get("count").asLong()).isEqualTo(3);
        assertThat(use.get("last_used_at").asString()).isEqualTo("2026-04-14T10:00:00Z");
        assertThat(use.get("last_address").asString()).isEqualTo("192.0.2.1");
        assertThat(use.get("last_service").asString()).isEqualTo("labs");
        assertThat(use.get("days").toString())
                .isEqualTo("[{\"day\":\"2026-04-14\",\"count\":3,\"scopes\":{\"labs:read\":2}}]");
        assertThat(use.get("advice").get("verdict").asString()).isEqualTo("too_early");
        assertThat(use.get("advice").get("enough_at").asString()).isEqualTo("2026-04-28T10:00:00Z");
    }

    @Test
    void proposesFewerScopes() {
        report("labs", body(BATCH, use("abcd1234", 3, NOW, "\"experiments:read\":2")));
        clock.wind(Duration.ofDays(14));

        JsonNode advice = shown().get("advice");

        assertThat(advice.toString())
                .isEqualTo("{\"verdict\":\"narrower\",\"scopes\":[\"experiments:read\"],\"unused\":[\"labs:read\"],"
                        + "\"enough_at\":null}");
    }

    /** A service whose answer got lost sends the same again. */
    @Test
    void countsARepeatedReportOnce() {
        for (int i = 0; i < 2; i++) {
            assertThat(report("labs", body(BATCH, use("abcd1234", 3, NOW, "")))).hasStatus(204);
        }

        assertThat(shown().get("count").asLong()).isEqualTo(3);
    }

    /** Attack: a client that may not introspect keys, or a person, makes up uses, to hide others or to keep a key alive. */
    @ParameterizedTest
    @ValueSource(strings = {"reports", "unknown"})
    void takesReportsOfServicesAlone(String client) {
        assertThat(report(client, body(BATCH, use("abcd1234", 3, NOW, "")))).hasStatus(403);
        assertThat(send(tokens.person("user_2abc", "revocations:read *"), body(BATCH, use("abcd1234", 3, NOW, ""))))
                .hasStatus(403);
        // Attack: with a token that the service sent to another one.
        assertThat(send(tokens.machine("labs", "* labs:read"), body(BATCH, use("abcd1234", 3, NOW, ""))))
                .hasStatus(403);
        assertThat(shown().get("count").asLong()).isZero();
    }

    /** Attack: with the token of another service, rewrite the use of a key that was never sent to it. */
    @Test
    void takesReportsOfServicesThatKnowTheKeyAlone() {
        services.forget();
        services.note(key.id(), "another");

        assertThat(report("labs", body(BATCH, use("abcd1234", 3, NOW, "\"labs:read\":2"))))
                .hasStatus(204);

        assertThat(shown().get("count").asLong()).isZero();
        assertThat(keys.find(key.id())).map(ApiKey::lastUsedAt).isEmpty();
    }

    /** Attack: hide all other uses behind one number. */
    @Test
    void countsAsManyUsesAsAServiceCanSee() {
        report("labs", body(BATCH, use("abcd1234", 1_000_000_000, NOW, "\"labs:read\":1000000000")));

        assertThat(shown().get("count").asLong()).isEqualTo(10_000_000);
        assertThat(shown().get("scopes").get("labs:read").asLong()).isEqualTo(10_000_000);
    }

    /** Attack: find out which ids exist; or fill the store with keys that don't. */
    @Test
    void answersAlikeForUnknownKeys() {
        for (String id : new String[] {"00000000", "abcd12345", "<b>", ""}) {
            MvcTestResult answer = report("labs", body(BATCH, use(id, 3, NOW, "\"labs:read\":2")));
            assertThat(answer).hasStatus(204);
            assertThat(answer.getResponse().getContentLength()).isZero();
        }
        assertThat(shown().get("count").asLong()).isZero();
    }

    /** Attack: have the owner believe that the key needs what it doesn't have. */
    @Test
    void countsGrantedScopesAlone() {
        report(
                "labs",
                body(BATCH, use("abcd1234", 3, NOW, "\"labs:write\":2,\"*\":1,\"experiments:x\":1,\"no scope\":1")));

        assertThat(shown().get("scopes").toString()).isEqualTo("{\"experiments:x\":1}");
    }

    /** Attack: a service, or its clock, has a key used tomorrow, or years ago. */
    @ParameterizedTest
    @CsvSource({
        "2026-04-14T10:00:01Z, 2026-04-14T10:00:00Z",
        "9999-01-01T00:00:00Z, 2026-04-14T10:00:00Z",
        "2020-01-01T00:00:00Z, 2026-04-14T09:00:00Z",
        "2026-04-14T09:30:00Z, 2026-04-14T09:30:00Z",
    })
    void believesPlausibleTimesAlone(Instant reported, Instant believed) {
        report("labs", body(BATCH, use("abcd1234", 3, reported, "")));

        assertThat(shown().get("last_used_at").asString()).isEqualTo(believed.toString());
        assertThat(shown().get("since").asString()).isEqualTo(believed.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"batch\":\"short\",\"uses\":[]}",
                "{\"batch\":\"AAAAAAAAAAAAAAAAAAAAAA\",\"uses\":[{\"key_id\":\"abcd1234\",\"count\":-1,\"last_used_at\":\"2026-04-14T10:00:00Z\"}]}",
                "{\"batch\":\"AAAAAAAAAAAAAAAAAAAAAA\",\"uses\":[{\"key_id\":\"abcd1234\",\"count\":9999999999,\"last_used_at\":\"2026-04-14T10:00:00Z\"}]}",
                "{\"batch\":\"AAAAAAAAAAAAAAAAAAAAAA\",\"uses\":[{\"key_id\":\"abcd1234\",\"count\":1,\"last_used_at\":\"now\"}]}",
                "{\"batch\":\"AAAAAAAAAAAAAAAAAAAAAA\",\"uses\":[{\"key_id\":\"abcd1234\",\"count\":1,\"last_used_at\":\"2026-04-14T10:00:00Z\",\"scopes\":{\"labs:read\":-1}}]}",
                "{\"batch\":\"AAAAAAAAAAAAAAAAAAAAAA\",\"uses\":[{\"key\":\"abcd1234\"}]}",
                "{\"batch\":\"AAAAAAAAAAAAAAAAAAAAAA\",\"uses\":\"all\"}",
            })
    void saysWhatIsWrong(String body) {
        assertThat(report("labs", body)).hasStatus(400);
        assertThat(shown().get("count").asLong()).isZero();
    }

    /** Attack: a report without end. */
    @Test
    void readsABoundedReport() {
        assertThat(report("labs", body(BATCH, use("abcd1234", 1, NOW, "").concat(",{}".repeat(30_000)))))
                .hasStatus(413);
        assertThat(report("labs", body(BATCH, use("00000000", 1, NOW, "").concat(",null".repeat(500)))))
                .hasStatus(400);
    }

    /** Attack: markup in place of an address. */
    @Test
    void keepsAddressesAlone() {
        String body = body(BATCH, use("abcd1234", 1, NOW, "").replace("192.0.2.1", "<script>"));
        assertThat(report("labs", body)).hasStatus(204);

        assertThat(shown().get("last_address").isNull()).isTrue();
    }

    /** Attack: watch another person's key. */
    @Test
    void showsTheOwnersKeysAlone() {
        assertThat(show(tokens.person("user_2xyz", "api-keys:read"))).hasStatus(404);
        assertThat(show(tokens.person("user_2abc", "api-keys:write *"))).hasStatus(403);
        assertThat(show(tokens.machine("labs", "api-keys:read"))).hasStatus(403);
    }

    private JsonNode shown() {
        MvcTestResult answer = show(tokens.person("user_2abc", "api-keys:read"));
        assertThat(answer).hasStatus(200);
        return JsonMapper.shared()
                .readTree(answer.getResponse().getContentAsByteArray())
                .get("data");
    }

    private MvcTestResult show(String token) {
        return mvc.method(HttpMethod.GET)
                .uri("/v1/api-keys/abcd1234/use")
                .header("Authorization", token)
                .exchange();
    }

    private MvcTestResult report(String client, String body) {
        return send(tokens.machine(client, "revocations:read"), body);
    }

    private MvcTestResult send(String token, String body) {
        return mvc.method(HttpMethod.POST)
                .uri("/v1/api-keys/uses")
                .header("Authorization", token)
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .exchange();
    }

    private static String body(String batch, String uses) {
        return "{\"batch\":\"" + batch + "\",\"uses\":[" + uses + "]}";
    }

    private static String use(String key, long count, Instant at, String scopes) {
        return "{\"key_id\":\"%s\",\"count\":%d,\"last_used_at\":\"%s\",\"last_address\":\"192.0.2.1\",\"scopes\":{%s}}"
                .formatted(key, count, at, scopes);
    }
}
