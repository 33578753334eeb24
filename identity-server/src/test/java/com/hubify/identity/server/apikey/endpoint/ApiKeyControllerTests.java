package com.hubify.identity.server.apikey.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;

import com.hubify.identity.protocol.Ancestor;
import com.hubify.identity.protocol.ApiKeyToken;
import com.hubify.identity.protocol.Revocation;
import com.hubify.identity.server.apikey.ApiKey;
import com.hubify.identity.server.apikey.BreakableApiKeys;
import com.hubify.identity.server.apikey.TestApiKeys;
import com.hubify.identity.server.apikey.TestTokens;
import com.hubify.identity.server.revocation.InMemoryRevocations;
import com.hubify.testing.TestClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractStringAssert;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
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

@SpringJUnitWebConfig(ApiKeyControllerConfiguration.class)
class ApiKeyControllerTests {

    private static final String EVERYTHING = "openid api-keys:read api-keys:write labs:read labs:write experiments:*";
    static final List<String> RESOURCE = List.of(
            "id",
            "prefix",
            "name",
            "description",
            "scopes",
            "allowed_ips",
            "status",
            "owner",
            "organization",
            "created_by",
            "created_at",
            "expires_at",
            "last_used_at",
            "predecessor",
            "successor",
            "revoked_at",
            "leak");
    private static final String WANTED = """
            {"name":"my-integration","scopes":["labs:read","experiments:*"]}""";

    private final MockMvcTester mvc;
    private final TestTokens tokens;
    private final BreakableApiKeys keys;
    private final InMemoryRevocations revocations;
    private final TestClock clock;

    @Autowired
    ApiKeyControllerTests(
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
    }

    @Nested
    class Creating {

        @Test
        void hidesTheKeyThatIsToBeRevoked() {
            assertThat(new RevokeApiKey(TestApiKeys.usable().token().value()).toString())
                    .doesNotContain(TestApiKeys.SECRET);
        }

        @Test
        void answersTheWholeKeyInTheEnvelope() {
            MvcTestResult answer = create(person(), WANTED);

            assertThat(answer).hasStatus(201).headers().hasValue("Cache-Control", "no-store");
            assertThat(json(answer).propertyNames()).containsExactly("data", "meta");
            assertThat(json(answer).get("meta").propertyNames()).containsExactly("request_id", "timestamp");
            JsonNode body = json(answer).get("data");
            assertThat(body.propertyNames())
                    .containsExactly(
                            Stream.concat(Stream.of("key"), RESOURCE.stream()).toArray(String[]::new));
            assertThat(body.get("id").asString())
                    .isEqualTo(keys.ownedBy(TestApiKeys.OWNER).get(0).id().value());
            assertThat(ApiKeyToken.parse(body.get("key").asString())).isPresent();
            assertThat(body.get("name").asString()).isEqualTo("my-integration");
            assertThat(body.get("scopes").toString()).isEqualTo("[\"labs:read\",\"experiments:*\"]");
            assertThat(body.get("created_at").asString()).isEqualTo("2026-04-14T10:00:00Z");
            assertThat(body.get("expires_at").isNull()).isTrue();
        }

        @Test
        void readsExpiryInAnyOffset() {
            JsonNode body = json(create(person(), """
                    {"name":"n","scopes":["labs:read"],"expires_at":"2027-01-31T01:00:00+01:00"}""")).get("data");

            assertThat(body.get("expires_at").asString()).isEqualTo("2027-01-31T00:00:00Z");
        }

        @Test
        void letsWildcardOfTheTokenCoverTheScopeNeeded() {
            assertThat(create(tokens.person("user_2abc", "api-keys:* labs:read experiments:*"), WANTED))
                    .hasStatus(201);
        }

        /** Attack: carry what one may do for an organization away in a key that knows nothing of it, before one is removed. */
        @Test
        void aKeyMadeForAnOrganizationActsForItToo() {
            String acting = tokens.token(
                    Map.of("sub", "user_2abc", "client_id", "hubify-cli", "scope", EVERYTHING, "org_id", "org_1"));

            JsonNode body = json(create(acting, WANTED)).get("data");

            assertThat(body.get("organization").asString()).isEqualTo("org_1");
            assertThat(keys.ownedBy(TestApiKeys.OWNER))
                    .extracting(ApiKey::organization)
                    .containsExactly("org_1");
        }

        /** Attack: a person who is revoked in this very moment is left with a key that is younger than the revocation. */
        @Test
        void keyDoesNotOutliveTheTokenItIsMadeWith() {
            revocations.publish(new Revocation(new Ancestor(Ancestor.Kind.SUBJECT, "user_2abc"), clock.instant()));

            MvcTestResult answer = create(person(), WANTED);

            assertThat(answer).hasStatus(401);
            assertThat(keys.ownedBy(TestApiKeys.OWNER)).isEmpty();
        }

        /** Attack: a leaked {@code *} token or key makes itself permanent. */
        @Test
        void needsTheReservedScopeThatTheWildcardDoesNotCover() {
            MvcTestResult answer = create(tokens.person("user_2abc", "* api-keys:read"), WANTED);

            assertError(answer, 403, "forbidden");
            assertChallenge(answer).isEqualTo("Bearer error=\"insufficient_scope\", scope=\"api-keys:write\"");
        }

        /** Attack: use a key to mint a key. */
        @Test
        void refusesKeysAsCredential() {
            keys.add(TestApiKeys.usable().key());

            MvcTestResult answer =
                    create("Bearer " + TestApiKeys.usable().token().value(), WANTED);

            assertError(answer, 401, "unauthorized");
            assertChallenge(answer).isEqualTo("Bearer error=\"invalid_token\"");
            assertThat(keys.ownedBy(TestApiKeys.OWNER)).hasSize(1);
        }

        /** Attack: escalate from a narrow token to a wide key. */
        @Test
        void refusesScopeThatTheTokenLacks() {
            MvcTestResult answer = create(tokens.person("user_2abc", "api-keys:write labs:read"), """
                    {"name":"n","scopes":["*"]}""");

            assertError(answer, 403, "forbidden");
            assertChallenge(answer).isEqualTo("Bearer error=\"insufficient_scope\", scope=\"*\"");
        }

        /** Attack: a client without a person behind it keeps a way in that outlives its secret. */
        @Test
        void refusesClientsThatActForThemselves() {
            assertError(create(tokens.machine("demo-machine", EVERYTHING), WANTED), 403, "forbidden");
            assertError(
                    create(tokens.token(Map.of("sub", "user_2abc", "scope", EVERYTHING)), WANTED), 403, "forbidden");
        }

        /** Attack: claims of another type than ours, which careless code reads as more than nothing. */
        @Test
        void refusesTokenWhoseScopesCannotBeRead() {
            assertError(
                    create(
                            tokens.token(
                                    Map.of("sub", "user_2abc", "client_id", "c", "scope", List.of("api-keys:write"))),
                            WANTED),
                    403,
                    "forbidden");
            assertError(create(tokens.person("user_2abc", "api-keys:write  labs:read"), WANTED), 403, "forbidden");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "null",
                    "[]",
                    "\"text\"",
                    "{",
                    "{\"name\":\"n\",\"scopes\":[\"labs:read\"]} {}",
                    "{}",
                    "{\"scopes\":[\"labs:read\"]}",
                    "{\"name\":7,\"scopes\":[\"labs:read\"]}",
                    "{\"name\":true,\"scopes\":[\"labs:read\"]}",
                    "{\"name\":[\"n\"],\"scopes\":[\"labs:read\"]}",
                    "{\"name\":\"n\",\"scopes\":[\"labs:read\"],\"expires_at\":1900000000}",
                    "{\"name\":\"n\",\"scopes\":[\"labs:read\"],\"expires_at\":\"tomorrow\"}",
                    "{\"name\":\"n\",\"scopes\":[\"labs:read\"],\"expires_at\":\"2026-04-14T09:59:59Z\"}",
                    "{\"name\":\"n\",\"scopes\":[\"labs:read\"],\"expires_at\":\"2036-04-14T10:00:01Z\"}",
                    "{\"name\":\"n\",\"scopes\":[\"labs:read\"],\"expires_at\":\"+1000000000-12-31T23:59:59Z\"}",
                    "{\"name\":\"n\\u001b[2J\",\"scopes\":[\"labs:read\"]}",
                    "{\"name\":\"\",\"scopes\":[\"labs:read\"]}",
                    "{\"name\":\"n\",\"scopes\":\"labs:read\"}",
                    "{\"name\":\"n\",\"scopes\":{\"a\":\"labs:read\"}}",
                    "{\"name\":\"n\",\"scopes\":[\"labs:read\"],\"holder\":\"user_2xyz\"}",
                    "{\"name\":\"n\",\"scopes\":[\"labs:read\"],\"expiresAt\":null}",
                    "{\"Name\":\"n\",\"scopes\":[\"labs:read\"]}"
                })
        void refusesBodiesThatAreNotWhatTheyShouldBe(String body) {
            assertError(create(person(), body), 400, "invalid_request");
            assertThat(keys.ownedBy(TestApiKeys.OWNER)).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "[]",
                    "null",
                    "[null]",
                    "[\"\"]",
                    "[\"labs\"]",
                    "[\"Labs:read,experiments:read\"]",
                    "[\"labs:read experiments:*\"]",
                    "[\"*:read\"]",
                    "[\"openid\"]",
                    "[\"api-keys:write\"]"
                })
        void refusesScopesThatAKeyCannotHave(String scopes) {
            assertError(create(person(), "{\"name\":\"n\",\"scopes\":" + scopes + "}"), 400, "invalid_scope");
        }

        /** Such keys were made without a word, kept for good, and never opened anything. */
        @ParameterizedTest
        @CsvSource({
            "lab:read, labs:read",
            "Labs:Read, labs:read",
            "labs:raed, labs:read",
            "experiment:*, experiments:*",
            "knowlege:write, knowledge:write"
        })
        void namesTheScopeThatDoesNotExistAndTheOneThatWasMeant(String written, String meant) {
            String everything = tokens.person("user_2abc", "api-keys:write *");

            MvcTestResult answer =
                    create(everything, "{\"name\":\"n\",\"scopes\":[\"labs:read\",\"" + written + "\"]}");

            assertError(answer, 400, "invalid_scope");
            assertThat(json(answer).get("error").get("message").asString())
                    .isEqualTo("scopes[1] is not a known scope. Did you mean " + meant + "?");
            assertThat(keys.ownedBy(TestApiKeys.OWNER)).isEmpty();
        }

        @Test
        void makesKeysForAnyActionOfWhatIsPublished() {
            String everything = tokens.person("user_2abc", "api-keys:write *");

            assertThat(create(everything, "{\"name\":\"n\",\"scopes\":[\"labs:*\",\"tasks:read\",\"*\"]}"))
                    .hasStatus(201);
        }

        /** Attack: a member twice, of which a gateway in front reads the first and we the last. */
        @Test
        void refusesMembersGivenTwice() {
            assertError(create(person(), """
                            {"name":"n","scopes":["labs:read"],"scopes":["labs:read","labs:write"]}"""), 400, "invalid_request");
        }

        /** Attack: bodies and lists so large that reading them is the damage. */
        @Test
        void boundsWhatItReads() {
            String many = "\"labs:read\",".repeat(65);

            assertError(create(person(), "{\"name\":\"" + "n".repeat(17_000) + "\"}"), 413, "payload_too_large");
            assertError(
                    create(person(), "{\"name\":\"n\",\"scopes\":[" + many + "\"labs:read\"]}"), 400, "invalid_scope");
            assertError(create(person(), "[".repeat(10_000)), 400, "invalid_request");
        }

        @Test
        void boundsTheKeysOfAPerson() {
            IntStream.range(0, 100)
                    .forEach(i -> keys.add(TestApiKeys.usable().id(i).key()));

            assertError(create(person(), WANTED), 409, "too_many_keys");
        }

        /** Attack: make and revoke keys in a loop, which leaves something of each in the store. */
        @Test
        void boundsTheKeysMadeInADayAndSaysWhenItIsOver() {
            IntStream.range(0, 200).forEach(i -> {
                ApiKey key = TestApiKeys.usable().id(i).key();
                keys.add(key);
                keys.revoke(key.id(), clock.instant());
            });
            clock.wind(Duration.ofHours(20));

            MvcTestResult answer = create(person(), WANTED);

            assertError(answer, 429, "rate_limited");
            assertThat(answer).headers().hasValue("Retry-After", "14400");
            clock.wind(Duration.ofHours(4));
            assertThat(create(person(), WANTED)).hasStatus(201);
        }

        @Test
        void readsJsonOnly() {
            MvcTestResult answer = mvc.post()
                    .uri("/v1/api-keys")
                    .header("Authorization", person())
                    .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                    .content("name=n")
                    .exchange();

            assertError(answer, 415, "unsupported_media_type");
        }
    }

    @Nested
    class Listing {

        @Test
        void showsNoSecrets() {
            ApiKey key = TestApiKeys.usable().key();
            keys.add(key);
            keys.noteUse(key.id(), TestClock.START);

            MvcTestResult answer = list(person(), "");

            JsonNode body = json(answer);
            assertThat(body.get("data").get(0).propertyNames()).containsExactlyElementsOf(RESOURCE);
            assertThat(body.get("data").get(0).get("last_used_at").asString()).isEqualTo("2026-04-14T10:00:00Z");
            assertThat(body.toString()).doesNotContain(key.secret().value()).doesNotContain(TestApiKeys.SECRET);
            assertThat(body.get("meta").get("request_id").asString())
                    .isEqualTo(answer.getResponse().getHeader("X-Request-Id"))
                    .startsWith("req_");
            assertThat(body.get("meta").get("timestamp").asString()).isEqualTo("2026-04-14T10:00:00Z");
        }

        @Test
        void showsTheCallersKeysOnly() {
            keys.add(TestApiKeys.usable().owner(TestApiKeys.STRANGER).key());

            assertThat(json(list(person(), "")).get("data").isEmpty()).isTrue();
        }

        @Test
        void leadsFromPageToPage() {
            IntStream.range(0, 45)
                    .forEach(i -> keys.add(TestApiKeys.usable()
                            .id(i)
                            .createdAt(TestClock.START.plusSeconds(i / 10))
                            .key()));

            JsonNode first = json(list(person(), "")).get("meta");
            JsonNode second =
                    json(list(person(), "?cursor=" + first.get("next_cursor").asString()));
            keys.revoke(TestApiKeys.usable().id(5).key().id(), clock.instant());
            JsonNode third = json(list(
                    person(),
                    "?limit=100&cursor=" + second.get("meta").get("next_cursor").asString()));

            assertThat(first.get("has_more").asBoolean()).isTrue();
            assertThat(second.get("data").size()).isEqualTo(20);
            assertThat(third.get("data").size()).isEqualTo(4);
            assertThat(third.get("meta").get("has_more").asBoolean()).isFalse();
            assertThat(third.get("meta").get("next_cursor").isNull()).isTrue();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "?limit=0",
                    "?limit=101",
                    "?limit=-1",
                    "?limit=ten",
                    "?limit=99999999999",
                    "?limit=1&limit=2",
                    "?cursor=",
                    "?cursor=abcd1234",
                    "?cursor=9999999999999-abcd1234"
                })
        void refusesPagesThatAreNone(String query) {
            assertError(list(person(), query), 400, "invalid_request");
        }

        @Test
        void needsTheScopeToRead() {
            MvcTestResult answer = list(tokens.person("user_2abc", "api-keys:write *"), "");

            assertError(answer, 403, "forbidden");
            assertChallenge(answer).contains("scope=\"api-keys:read\"");
        }
    }

    @Nested
    class Revoking {

        @Test
        void killsKeyByItsId() {
            ApiKey key = TestApiKeys.usable().key();
            keys.add(key);

            MvcTestResult answer = delete(person(), "abcd1234");

            assertThat(answer).hasStatus(204).body().isEmpty();
            assertThat(keys.find(key.id())).map(ApiKey::revokedAt).contains(TestClock.START);
            assertThat(revocations.isRevoked(key.lineage())).isTrue();
        }

        @Test
        void mayBeRepeated() {
            keys.add(TestApiKeys.usable().key());
            delete(person(), "abcd1234");

            assertThat(delete(person(), "abcd1234")).hasStatus(204);
        }

        /** Attack: revoke somebody else's key, or learn which ids exist by trying. */
        @Test
        void answersForeignUnknownAndImpossibleIdsAlike() {
            keys.add(TestApiKeys.usable().owner(TestApiKeys.STRANGER).key());

            MvcTestResult foreign = delete(person(), "abcd1234");
            MvcTestResult unknown = delete(person(), "00000000");
            MvcTestResult impossible = delete(person(), "no-id");

            assertError(foreign, 404, "not_found");
            assertThat(json(unknown).get("error")).isEqualTo(json(foreign).get("error"));
            assertThat(json(impossible).get("error")).isEqualTo(json(foreign).get("error"));
            assertThat(keys.ownedBy(TestApiKeys.STRANGER)).hasSize(1);
        }

        @Test
        void needsTheScopeToWrite() {
            keys.add(TestApiKeys.usable().key());

            assertError(delete(tokens.person("user_2abc", "api-keys:read *"), "abcd1234"), 403, "forbidden");
            assertThat(keys.ownedBy(TestApiKeys.OWNER)).hasSize(1);
        }

        @Test
        void isOpenToWhoeverHoldsTheKey() {
            ApiKey key = TestApiKeys.usable().key();
            keys.add(key);

            MvcTestResult answer =
                    revoke("{\"key\":\"" + TestApiKeys.usable().token().value() + "\"}");

            assertThat(answer).hasStatus(204);
            assertThat(keys.find(key.id())).map(ApiKey::revokedAt).isPresent();
            assertThat(revocations.isRevoked(key.lineage())).isTrue();
        }

        /** Attack: kill keys by their ids, which are in every log, or by a secret that is almost right. */
        @Test
        void isClosedToWhoeverKnowsTheIdOnly() {
            keys.add(TestApiKeys.usable().key());

            MvcTestResult guess = revoke(
                    "{\"key\":\"" + ApiKeyToken.of("abcd1234", "R".repeat(32)).value() + "\"}");

            assertThat(guess).hasStatus(204);
            assertError(revoke("{\"key\":\"abcd1234\"}"), 400, "invalid_request");
            assertError(revoke("{\"id\":\"abcd1234\"}"), 400, "invalid_request");
            assertError(revoke("{\"key\":null}"), 400, "invalid_request");
            assertThat(delete(null, "abcd1234")).hasStatus(401);
            assertThat(keys.ownedBy(TestApiKeys.OWNER)).hasSize(1);
            assertThat(revocations.names(TestApiKeys.usable().key().ancestor())).isFalse();
        }

        @Test
        void doesNotTellWhetherThereWasAKey() {
            keys.add(TestApiKeys.usable()
                    .expiresAt(TestClock.START.plusSeconds(1))
                    .key());
            clock.wind(Duration.ofSeconds(1));

            assertThat(revoke("{\"key\":\"" + TestApiKeys.usable().token().value() + "\"}"))
                    .hasStatus(204);
            assertThat(revoke("{\"key\":\""
                            + ApiKeyToken.of("00000000", "R".repeat(32)).value() + "\"}"))
                    .hasStatus(204);
        }
    }

    @Nested
    class Verifying {

        @Test
        void saysWhatAGoodKeyIsWithoutItsSecret() {
            keys.add(TestApiKeys.usable().key());

            MvcTestResult answer = verify(TestApiKeys.usable().token());

            assertThat(answer).hasStatusOk();
            assertThat(answer.getResponse().getHeader("Cache-Control")).isEqualTo("no-store");
            JsonNode data = json(answer).get("data");
            assertThat(data.propertyNames()).containsExactlyElementsOf(RESOURCE);
            assertThat(data.get("owner").asString()).isEqualTo("user_2abc");
            assertThat(data.toString()).doesNotContain(TestApiKeys.SECRET);
        }

        /** Attack: find ids that exist, or owners that were removed, by asking with made-up keys. */
        @Test
        void answersRevokedExpiredForgedAndUnknownKeysAlike() {
            ApiKey key = TestApiKeys.usable()
                    .expiresAt(TestClock.START.plusSeconds(60))
                    .key();
            keys.add(key);
            MvcTestResult forged = verify(ApiKeyToken.of("abcd1234", "R".repeat(32)));
            MvcTestResult unknown = verify(ApiKeyToken.of("00000000", "R".repeat(32)));
            clock.wind(Duration.ofSeconds(60));
            MvcTestResult expired = verify(TestApiKeys.usable().token());
            clock.reset();
            revocations.publish(new Revocation(key.ancestor(), clock.instant()));
            keys.revoke(key.id(), clock.instant());
            MvcTestResult revoked = verify(TestApiKeys.usable().token());

            assertError(revoked, 401, "unauthorized");
            assertThat(List.of(forged, unknown, expired))
                    .allSatisfy(answer -> assertThat(json(answer).get("error"))
                            .isEqualTo(json(revoked).get("error")));
        }

        /** Else a key that is only asked about looks unused, and its owner revokes it. */
        @Test
        void isAUse() {
            ApiKey key = TestApiKeys.usable().id(77).key();
            keys.add(key);

            verify(TestApiKeys.usable().id(77).token());

            assertThat(keys.find(key.id()).orElseThrow().lastUsedAt()).isEqualTo(TestClock.START);
        }

        /** Attack: made-up keys with right checksums, by thousands, at the endpoints that need no access token. */
        @ParameterizedTest
        @ValueSource(strings = {"verify", "revoke"})
        void slowsDownWhoMakesUpKeys(String endpoint) {
            String guesser = "verify".equals(endpoint) ? "203.0.113.1" : "203.0.113.2";
            List<Integer> statuses = new ArrayList<>();
            // Fifty, and one of those that are let through meanwhile.
            for (int i = 0; i < 51; i++) {
                statuses.add(present(endpoint, TestApiKeys.usable().id(i).token(), guesser)
                        .getResponse()
                        .getStatus());
            }
            MvcTestResult last = present(endpoint, TestApiKeys.usable().id(51).token(), guesser);

            assertThat(statuses).doesNotContain(429);
            assertError(last, 429, "rate_limited");
            assertThat(last.getResponse().getHeader("Retry-After")).isEqualTo("2");
            assertThat(present(endpoint, TestApiKeys.usable().id(51).token(), "203.0.113.3"))
                    .hasStatus(statuses.get(0));
        }

        private MvcTestResult verify(ApiKeyToken key) {
            return present("verify", key, "127.0.0.1");
        }

        private MvcTestResult present(String endpoint, ApiKeyToken key, String sender) {
            return mvc.post()
                    .uri("/v1/api-keys/" + endpoint)
                    .remoteAddress(sender)
                    .contentType(MediaType.APPLICATION_JSON)
                    .content("{\"key\":\"" + key.value() + "\"}")
                    .exchange();
        }
    }

    @Nested
    class Refusing {

        @Test
        void asksStrangersForABearerToken() {
            MvcTestResult answer = list(null, "");

            assertError(answer, 401, "unauthorized");
            assertChallenge(answer).isEqualTo("Bearer");
            assertThat(json(answer).get("error").get("message").asString())
                    .isEqualTo("Missing or invalid authentication");
        }

        @Test
        void tellsForgersNothing() {
            MvcTestResult answer = list("Bearer forged", "");

            assertChallenge(answer).isEqualTo("Bearer error=\"invalid_token\"");
            assertThat(answer.getResponse())
                    .satisfies(r -> assertThat(r.getContentAsString()).doesNotContain("forged"));
        }

        @Test
        void knowsPathsAndMethodsThatAreNotThere() {
            MvcTestResult method = mvc.method(HttpMethod.PUT)
                    .uri("/v1/api-keys")
                    .header("Authorization", person())
                    .exchange();

            assertError(
                    mvc.get()
                            .uri("/v1/nothing")
                            .header("Authorization", person())
                            .exchange(),
                    404,
                    "not_found");
            assertError(method, 405, "method_not_allowed");
            assertThat(method.getResponse().getHeader("Allow")).contains("GET").contains("POST");
        }

        @Test
        void saysWhenTheStoreIsAway() {
            keys.goAway();

            MvcTestResult answer = list(person(), "");

            assertError(answer, 503, "service_unavailable");
            assertThat(answer).headers().hasValue("Retry-After", "2");
            assertThat(json(answer).toString()).doesNotContain("secret-host");
        }

        @Test
        void speaksOfProblemsToClientsThatAskForThem() {
            MvcTestResult answer = mvc.get()
                    .uri("/v1/api-keys?limit=0")
                    .header("Authorization", person())
                    .header("Accept", "application/json, application/problem+json")
                    .exchange();

            assertThat(answer).hasStatus(400).hasContentType("application/problem+json");
            assertThat(json(answer).propertyNames())
                    .containsExactly("type", "title", "status", "detail", "code", "request_id");
        }
    }

    private String person() {
        return tokens.person("user_2abc", EVERYTHING);
    }

    private MvcTestResult create(String authorization, String body) {
        return mvc.post()
                .uri("/v1/api-keys")
                .header("Authorization", authorization)
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .exchange();
    }

    private MvcTestResult list(@Nullable String authorization, String query) {
        var request = mvc.get().uri("/v1/api-keys" + query);
        return (authorization == null ? request : request.header("Authorization", authorization)).exchange();
    }

    private MvcTestResult delete(@Nullable String authorization, String id) {
        var request = mvc.delete().uri("/v1/api-keys/" + id);
        return (authorization == null ? request : request.header("Authorization", authorization)).exchange();
    }

    private MvcTestResult revoke(String body) {
        return mvc.post()
                .uri("/v1/api-keys/revoke")
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .exchange();
    }

    private static JsonNode json(MvcTestResult answer) {
        return JsonMapper.shared().readTree(answer.getResponse().getContentAsByteArray());
    }

    private static void assertError(MvcTestResult answer, int status, String code) {
        assertThat(answer).hasStatus(status).hasContentType(MediaType.APPLICATION_JSON);
        JsonNode body = json(answer);
        assertThat(body.propertyNames()).containsExactly("error", "meta");
        assertThat(body.get("meta").get("request_id").asString())
                .isEqualTo(answer.getResponse().getHeader("X-Request-Id"));
        JsonNode error = body.get("error");
        assertThat(error.propertyNames()).containsExactly("code", "message", "status");
        assertThat(error.get("code").asString()).isEqualTo(code);
        assertThat(error.get("status").asInt()).isEqualTo(status);
    }

    private static AbstractStringAssert<?> assertChallenge(MvcTestResult answer) {
        return assertThat(answer.getResponse().getHeader("WWW-Authenticate"));
    }
}
