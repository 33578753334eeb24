package com.hubify.identity.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.cli.TestMachine.Outcome;
import com.hubify.identity.cli.terminal.ExitCode;
import com.hubify.identity.protocol.ApiKeyToken;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeyCommandTests extends CommandTest {

    private static final String KEYS = "/v1/api-keys";
    private static final ApiKeyToken KEY = ApiKeyToken.of("0aB3xY9z", "s".repeat(32));

    /** Members in another order and one more, as a server is free to send them. */
    private static final String CREATED = """
            {"meta":{"request_id":"req_1"},"data":{"name":"my-integration","expires_at":null,"id":"0aB3xY9z","key":"%s",
            "created_at":"2026-04-14T10:00:00Z","scopes":["labs:read","experiments:*"]}}
            """.formatted(KEY.value());

    @BeforeEach
    void signInFirst() {
        signIn();
    }

    @Nested
    class Create {

        @Test
        void printsTheFiveMembersOfTheContractByteForByte() {
            server.on(KEYS, request -> Answer.json(201, CREATED));

            Outcome created = create();

            assertThat(created.exitCode()).as(created.err()).isZero();
            assertThat(created.out()).isEqualTo("""
                            {
                              "key": "%s",
                              "name": "my-integration",
                              "scopes": ["labs:read", "experiments:*"],
                              "created_at": "2026-04-14T10:00:00Z",
                              "expires_at": null
                            }
                            """.formatted(KEY.value()));
        }

        // Apart from the answer, whose members are settled: list and revoke speak of keys by it.
        @Test
        void saysTheIdBesides() {
            server.on(KEYS, request -> Answer.json(201, CREATED));

            assertThat(create().err()).isEqualTo("Id of the key, with which you can revoke it: 0aB3xY9z\n");
        }

        @Test
        void sendsNameAndScopesWithTheTokenOfTheLogin() {
            server.on(KEYS, request -> Answer.json(201, CREATED));

            create();

            Request sent = server.seen(KEYS).get(0);
            assertThat(sent.method()).isEqualTo("POST");
            assertThat(sent.authorization()).contains("Bearer access-2");
            assertThat(sent.body())
                    .isEqualTo("{\"name\":\"my-integration\",\"scopes\":[\"labs:read\",\"experiments:*\"]}");
        }

        /** Fault: the key was made and its answer lost, and the person made another one and left the first for good. */
        @Test
        void sendsTheSameOnceMoreWhenTheConnectionBreaks() {
            AtomicInteger sent = new AtomicInteger();
            server.on(KEYS, request -> {
                if (sent.incrementAndGet() == 1) {
                    throw new IllegalStateException("the connection breaks");
                }
                return Answer.json(201, CREATED);
            });

            assertThat(create().exitCode()).isZero();

            assertThat(server.seen(KEYS))
                    .hasSize(2)
                    .extracting(Request::idempotencyKey)
                    .doesNotContain(Optional.empty());
            assertThat(server.seen(KEYS).get(0)).isEqualTo(server.seen(KEYS).get(1));
            assertThat(create().exitCode()).isZero();
            assertThat(server.seen(KEYS).get(2).idempotencyKey())
                    .isNotEqualTo(server.seen(KEYS).get(1).idempotencyKey());
        }

        @Test
        void givesUpWhenTheConnectionBreaksTwice() {
            server.on(KEYS, request -> {
                throw new IllegalStateException("the connection breaks");
            });

            assertThat(create().exitCode()).isEqualTo(ExitCode.UNREACHABLE.number());
            assertThat(server.seen(KEYS)).hasSize(2);
        }

        @Test
        void sendsWhenTheKeyShallExpire() {
            server.on(KEYS, request -> Answer.json(201, CREATED));

            run("auth", "api-key", "create", "--name", "ci", "--scope", "labs:read", "--expires-in", "90d");

            assertThat(server.seen(KEYS).get(0).body())
                    .contains("\"expires_at\":\"" + clock.instant().plus(Duration.ofDays(90)) + "\"");
        }

        /** A date is its beginning in UTC, wherever the command runs. */
        @Test
        void sendsAnEndAsItIs() {
            server.on(KEYS, request -> Answer.json(201, CREATED));
            String day = clock.instant().plus(Duration.ofDays(60)).toString().substring(0, 10);

            for (String time : List.of(day, day + "T12:30:00Z", day + "T12:30:00.5+02:00")) {
                run("auth", "api-key", "create", "--name", "ci", "--scope", "labs:read", "--expires-in", time);
            }

            assertThat(server.seen(KEYS))
                    .extracting(Request::body)
                    .satisfiesExactly(
                            body -> assertThat(body).contains("\"expires_at\":\"" + day + "T00:00:00Z\""),
                            body -> assertThat(body).contains("\"expires_at\":\"" + day + "T12:30:00Z\""),
                            body -> assertThat(body).contains("\"expires_at\":\"" + day + "T10:30:00Z\""));
        }

        /** Attack, or a variable that isn't set: no owner must not make the person's own key. */
        @Test
        void sendsWhoseTheKeyShallBe() {
            server.on(KEYS, request -> Answer.json(201, CREATED));

            run("auth", "api-key", "create", "--name", "ci", "--scope", "labs:read", "--owner", "acme");
            run("auth", "api-key", "create", "--name", "ci", "--scope", "labs:read", "--owner", "");

            assertThat(server.seen(KEYS).get(0).body()).contains("\"owner\":\"acme\"");
            assertThat(server.seen(KEYS).get(1).body()).contains("\"owner\":\"\"");
        }

        /** Attack, or a variable that isn't set: an empty list of networks must not make a key that is valid from anywhere. */
        @Test
        void sendsWhereTheKeyShallBeValidFrom() {
            server.on(KEYS, request -> Answer.json(201, CREATED));

            run("auth", "api-key", "create", "--name", "ci", "--scope", "labs:read", "--allow-ip", "10.0.0.0/8,::1");
            run("auth", "api-key", "create", "--name", "ci", "--scope", "labs:read", "--allow-ip", "");

            assertThat(server.seen(KEYS).get(0).body()).contains("\"allowed_ips\":[\"10.0.0.0/8\",\"::1\"]");
            assertThat(server.seen(KEYS).get(1).body()).contains("\"allowed_ips\":[\"\"]");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "labs:read, labs:write",
                    "labs:read,",
                    "labs",
                    "labs read",
                    "Labs:read:x",
                    "openid",
                    "labs:réad",
                    "labs:read\u001b[2J"
                })
        void refusesWhatIsNoScopeWithoutAskingTheServer(String scope) {
            Outcome created = run("auth", "api-key", "create", "--name", "x", "--scope", scope);

            assertThat(created.exitCode()).isEqualTo(ExitCode.USAGE.number());
            assertThat(created.err()).contains("is not a scope").doesNotContain("\u001b");
            assertThat(server.seen(KEYS)).isEmpty();
        }

        /** Such keys were made without a word and never opened anything. */
        @ParameterizedTest
        @CsvSource({
            "lab:read, labs:read",
            "Labs:Read, labs:read",
            "labs:raed, labs:read",
            "experiment:*, experiments:*",
            "labs.read, labs:read"
        })
        void refusesScopeThatDoesNotExistAndNamesTheOneThatWasMeant(String scope, String meant) {
            Outcome created = run("auth", "api-key", "create", "--name", "x", "--scope", "papers:read," + scope);

            assertThat(created.exitCode()).isEqualTo(ExitCode.USAGE.number());
            assertThat(created.err())
                    .contains("'" + scope + "'")
                    .contains("Did you mean " + meant + "?")
                    .contains("hubify auth scopes");
            assertThat(server.seen(KEYS)).isEmpty();
        }

        @Test
        void takesScopesThatTheServerHasBesides() {
            server.on(KEYS, request -> Answer.json(201, CREATED));
            server.offers("telescope:point");

            Outcome created = run("auth", "api-key", "create", "--name", "x", "--scope", "telescope:point");

            assertThat(created.exitCode()).as(created.err()).isZero();
        }

        /** The advice was to log in again, and a login doesn't ask for a scope of the server's own by itself. */
        @Test
        void saysHowToLogInForTheScopeThatIsMissing() {
            server.tokens.notAllowed = Set.of("*", "papers:*", "pods:*", "tasks:*", "knowledge:*");
            signIn();
            server.offers("telescope:point");
            server.on(
                    KEYS,
                    request -> Answer.envelope(403, "forbidden", "The access token lacks the scope telescope:point.")
                            .with(
                                    "WWW-Authenticate",
                                    "Bearer error=\"insufficient_scope\", scope=\"telescope:point\""));

            Outcome created = run("auth", "api-key", "create", "--name", "x", "--scope", "telescope:point");

            assertThat(created.exitCode()).isEqualTo(ExitCode.REFUSED.number());
            String scopes = "labs:*,experiments:*,agents:*,api-keys:read,api-keys:write,telescope:point";
            assertThat(created.err())
                    .contains("The access token lacks the scope telescope:point")
                    .endsWith("hubify auth login --scope \"" + scopes + "\"\n");
            Outcome login = run("auth", "login", "--scope", scopes);
            assertThat(login.exitCode()).as(login.err()).isZero();
        }

        /** Attack: a server that names scopes which do something else in the shell that they are pasted into. */
        @ParameterizedTest
        @ValueSource(strings = {"$(reboot)", "labs:read;reboot", "x`id`"})
        void repeatsNoScopeThatIsNone(String scope) {
            server.on(
                    KEYS,
                    request -> Answer.envelope(403, "forbidden", "No.")
                            .with("WWW-Authenticate", "Bearer error=\"insufficient_scope\", scope=\"" + scope + "\""));

            assertThat(create().err()).endsWith("Log in again: 'hubify auth login'.\n");
        }

        @Test
        void namesTheScopeOfTheServerThatWasMeant() {
            server.offers("telescope:point");

            Outcome created = run("auth", "api-key", "create", "--name", "x", "--scope", "telescope:piont");

            assertThat(created.exitCode()).isEqualTo(ExitCode.USAGE.number());
            assertThat(created.err()).contains("Did you mean telescope:point?");
        }

        /** An outage was taken for the answer that there is no such scope. */
        @Test
        void doesNotSayThatThereIsNoSuchScopeWhereTheServerCantBeAsked() {
            server.close();

            Outcome created = run("auth", "api-key", "create", "--name", "x", "--scope", "telescope:point");

            assertThat(created.exitCode()).isEqualTo(ExitCode.UNREACHABLE.number());
            assertThat(created.err()).contains("Can't reach").doesNotContain("There is no scope");
        }

        /** A key that opens everything for ever is a mistake more often than a wish. */
        @Nested
        class ForEverything {

            @BeforeEach
            void answer() {
                server.on(KEYS, request -> Answer.json(201, CREATED));
            }

            @ParameterizedTest
            @ValueSource(strings = {"y\n", "YES\n", " yes \n"})
            void asksThePerson(String answer) {
                machine.interactive = true;
                machine.input = answer;

                Outcome created = create("*");

                assertThat(created.exitCode()).as(created.err()).isZero();
                assertThat(created.err())
                        .contains("labs:read, labs:write, experiments:read")
                        .contains("It never expires. Create it? [y/N]");
                assertThat(created.json().propertyNames())
                        .containsExactly("key", "name", "scopes", "created_at", "expires_at");
            }

            @ParameterizedTest
            @ValueSource(strings = {"", "\n", "n\n", "yess\n", "sure\n"})
            void takesEverythingElseForANo(String answer) {
                machine.interactive = true;
                machine.input = answer;

                Outcome created = create("labs:read,*");

                assertThat(created.exitCode()).isEqualTo(ExitCode.USAGE.number());
                assertThat(created.err()).contains("No key was created");
                assertThat(server.seen(KEYS)).isEmpty();
            }

            /** What is piped in is no answer. */
            @Test
            void wantsAWordOfAProgram() {
                machine.input = "y\n";

                Outcome refused = create("*");
                Outcome created = create("*", "--yes");

                assertThat(refused.exitCode()).isEqualTo(ExitCode.USAGE.number());
                assertThat(refused.err()).contains("--yes").contains("It never expires.");
                assertThat(created.exitCode()).as(created.err()).isZero();
            }

            /** An end is no limit to what a finder does until then: such a key was made without a question. */
            @Test
            void asksAboutOneThatEndsToo() {
                Outcome refused = create("*", "--expires-in", "30d");
                Outcome created = create("*", "--expires-in", "30d", "--yes");

                assertThat(refused.exitCode()).isEqualTo(ExitCode.USAGE.number());
                assertThat(refused.err())
                        .contains(
                                "labs:write",
                                "--yes",
                                "It expires at " + clock.instant().plus(Duration.ofDays(30)));
                assertThat(created.exitCode()).as(created.err()).isZero();
                assertThat(server.seen(KEYS)).hasSize(1);
            }

            @Test
            void asksNothingAboutNarrowerOnes() {
                assertThat(create("labs:*,experiments:*").exitCode()).isZero();
            }

            private Outcome create(String scope, String... more) {
                return run(Stream.concat(
                                Stream.of("auth", "api-key", "create", "--name", "all", "--scope", scope),
                                Stream.of(more))
                        .toArray(String[]::new));
            }
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "0d",
                    "-1d",
                    "90",
                    "d",
                    "90y",
                    "3651d",
                    "99999999999d",
                    "1.5d",
                    "P90D",
                    "2020-01-01",
                    "2027-02-30",
                    "2027-01-31T12:30",
                    "2099-01-01",
                    "999999999-01-01"
                })
        void refusesWhatIsNoTime(String time) {
            Outcome created =
                    run("auth", "api-key", "create", "--name", "x", "--scope", "labs:read", "--expires-in=" + time);

            assertThat(created.exitCode()).isEqualTo(ExitCode.USAGE.number());
            assertThat(server.seen(KEYS)).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "  ", "two\nlines"})
        void refusesUnusableName(String name) {
            Outcome created = run("auth", "api-key", "create", "--name", name, "--scope", "labs:read");

            assertThat(created.exitCode()).isEqualTo(ExitCode.USAGE.number());
            assertThat(created.err()).contains("1 to 100 characters");
            assertThat(server.seen(KEYS)).isEmpty();
        }

        /** A name of 200 characters passed here, and the server refused it; it counts characters as people do. */
        @Test
        void takesNamesAsLongAsTheServerDoes() {
            server.on(KEYS, request -> Answer.json(201, CREATED));

            Outcome fits = run("auth", "api-key", "create", "--name", "🚀".repeat(100), "--scope", "labs:read");
            Outcome tooLong = run("auth", "api-key", "create", "--name", "a".repeat(101), "--scope", "labs:read");

            assertThat(fits.exitCode()).as(fits.err()).isZero();
            assertThat(tooLong.exitCode()).isEqualTo(ExitCode.USAGE.number());
        }

        @Test
        void namesTheOptionThatIsMissing() {
            Outcome created = run("auth", "api-key", "create", "--name", "x");

            assertThat(created.exitCode()).isEqualTo(ExitCode.USAGE.number());
            assertThat(created.err()).contains("--scope").contains("hubify auth api-key create --help");
        }

        @ParameterizedTest
        @CsvSource({
            "400, 4, Because (some_code)",
            "401, 3, Because (some_code)",
            "403, 4, Because (some_code)",
            "404, 5, Because (some_code)",
            "409, 4, Because (some_code)",
            "422, 4, Because (some_code)",
            "429, 8, Because (some_code)",
            "500, 6, The server is unavailable (some_code).",
            "503, 6, The server is unavailable (some_code)."
        })
        void endsWithTheExitCodeOfTheRefusal(int status, int exitCode, String why) {
            server.on(KEYS, request -> Answer.envelope(status, "some_code", "Because."));

            Outcome created = create();

            assertThat(created.exitCode()).isEqualTo(exitCode);
            assertThat(created.out()).isEmpty();
            assertThat(created.err()).contains(why);
        }

        /** Who has too many keys was told to correct what they asked for, which was right. */
        @Test
        void saysAtAConflictThatTheSameMayBeAskedAgain() {
            server.on(
                    KEYS,
                    request -> Answer.envelope(
                            409, "too_many_keys", "You have 50 API keys, the maximum. Revoke one first."));

            assertThat(create().err())
                    .contains("the maximum. Revoke one first (too_many_keys).\nThen try again.")
                    .doesNotContain("Correct");
        }

        @Test
        void printsNoControlCharactersOfTheServer() {
            server.on(
                    KEYS, request -> Answer.envelope(403, "forbidden", "\\u001b]0;gone\\u0007 \\u202e\\nhubify: fine"));

            Outcome created = create();

            assertThat(created.err())
                    .contains("\\u001b]0;gone\\u0007 \\u202e\\u000ahubify: fine")
                    .doesNotContain("\u001b")
                    .doesNotContain("\u202e");
        }

        /** A key that is no key would be kept for good and never work; nothing half-read is printed. */
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{}",
                    "[]",
                    "{\"key\":",
                    "not json",
                    "{\"data\":null}",
                    "{\"data\":{}}",
                    "{\"data\":{\"key\":\"hfy_key_short\",\"name\":\"n\",\"scopes\":[],\"created_at\":\"x\"}}"
                })
        void refusesAnswerThatIsNoKey(String body) {
            server.on(KEYS, request -> Answer.json(201, body));

            Outcome created = create();

            assertThat(created.exitCode()).isEqualTo(ExitCode.UNEXPECTED.number());
            assertThat(created.out()).isEmpty();
        }

        @Test
        void refusesHugeAnswer() {
            server.on(KEYS, request -> Answer.json(201, "{\"key\":\"" + "x".repeat(2_000_000) + "\"}"));

            Outcome created = create();

            assertThat(created.exitCode()).isEqualTo(ExitCode.UNEXPECTED.number());
            assertThat(created.err()).contains("too large");
        }

        @Test
        void tellsHolderOfKeyThatKeysCantManageKeys() {
            machine.environment.put("HUBIFY_API_KEY", KEY.value());
            server.on(KEYS, request -> Answer.envelope(403, "forbidden", "API keys can't manage keys."));

            Outcome created = create();

            assertThat(created.exitCode()).isEqualTo(ExitCode.REFUSED.number());
            assertThat(created.err())
                    .contains("API keys can't manage keys (forbidden)")
                    .contains("unset it and run 'hubify auth login'")
                    .doesNotContain("ssss");
        }

        private Outcome create() {
            return run("auth", "api-key", "create", "--name", "my-integration", "--scope", "labs:read,experiments:*");
        }
    }

    @Nested
    class ListKeys {

        @Test
        void asksForTheKeysOfAnOrganization() {
            server.on(KEYS, request -> Answer.json(200, "{\"data\":[],\"meta\":{\"has_more\":false}}"));

            run("auth", "api-key", "list", "--owner", "acme&limit=1");

            assertThat(server.seen(KEYS).get(0).parameter("owner")).contains("acme&limit=1");
        }

        @Test
        void printsKeysOfAllPagesWithoutAnythingSecret() {
            server.on(
                    KEYS,
                    request -> request.parameter("cursor").isEmpty()
                            ? Answer.json(200, """
                                    {"data":[{"id":"0aB3xY9z","name":"a","scopes":["labs:read"],
                                    "created_at":"2026-04-14T10:00:00Z","expires_at":null,"secret":"leaked"}],
                                    "meta":{"has_more":true,"next_cursor":"c 1"}}
                                    """)
                            : Answer.json(200, "{\"data\":[{\"id\":\"1aB3xY9z\"}],\"meta\":{\"has_more\":false}}"));

            Outcome listed = run("auth", "api-key", "list");

            assertThat(listed.exitCode()).as(listed.err()).isZero();
            assertThat(listed.out()).isEqualTo("""
                            [{
                              "id": "0aB3xY9z",
                              "name": "a",
                              "scopes": ["labs:read"],
                              "created_at": "2026-04-14T10:00:00Z",
                              "expires_at": null,
                              "attention": ["unused"]
                            }, {
                              "id": "1aB3xY9z",
                              "attention": []
                            }]
                            """);
        }

        @Test
        void printsEmptyListIfThereAreNone() {
            server.on(KEYS, request -> Answer.json(200, "{\"data\":[],\"meta\":{}}"));

            assertThat(run("auth", "api-key", "list").out()).isEqualTo("[]\n");
        }

        @Test
        void printsATableForAPersonAndJsonIfAsked() {
            server.on(KEYS, request -> Answer.json(200, """
                    {"data":[{"id":"0aB3xY9z","name":"night job","scopes":["labs:read","papers:read"],
                    "created_at":"2026-04-14T10:00:00Z","expires_at":null},
                    {"id":"1aB3xY9z","name":"\\u001b[2J","scopes":[],"created_at":"2026-04-14T10:00:00Z","expires_at":null}],
                    "meta":{}}
                    """));
            String json = run("auth", "api-key", "list").out();
            machine.interactive = true;

            Outcome listed = run("auth", "api-key", "list");

            assertThat(listed.out()).isEqualTo("""
                    ID        NAME       SCOPES                  CREATED AT            EXPIRES AT  ATTENTION
                    0aB3xY9z  night job  labs:read, papers:read  2026-04-14T10:00:00Z  -           unused
                    1aB3xY9z  \\u001b[2J  -                       2026-04-14T10:00:00Z  -           unused
                    """);
            assertThat(run("auth", "api-key", "list", "--json").out()).isEqualTo(json);
            assertThat(run("--json", "auth", "api-key", "list").out()).isEqualTo(json);
        }

        @Test
        void marksWhatExpiresSoonOrIsUnused() {
            Instant now = clock.instant();
            server.on(
                    KEYS,
                    request -> Answer.json(200, """
                    {"data":[
                    {"id":"00000001","created_at":"%1$s","expires_at":"%2$s","last_used_at":null},
                    {"id":"00000002","created_at":"%3$s","expires_at":"%4$s","last_used_at":"%1$s"},
                    {"id":"00000003","created_at":"%3$s","expires_at":"%2$s","last_used_at":"%3$s"},
                    {"id":"00000004","created_at":"yesterday","expires_at":7}],"meta":{}}
                    """.formatted(
                                    now.minus(Duration.ofDays(89)),
                                    now.plus(Duration.ofDays(13)),
                                    now.minus(Duration.ofDays(90)),
                                    now.plus(Duration.ofDays(14)))));

            assertThat(run("auth", "api-key", "list").out().lines().filter(line -> line.contains("attention")))
                    .containsExactly(
                            "  \"attention\": [\"expires soon\"]",
                            "  \"attention\": []",
                            "  \"attention\": [\"expires soon\", \"unused\"]",
                            "  \"attention\": []");
        }

        @Test
        void saysToAPersonThatThereAreNone() {
            machine.interactive = true;
            server.on(KEYS, request -> Answer.json(200, "{\"data\":[],\"meta\":{}}"));

            assertThat(run("auth", "api-key", "list").out()).isEqualTo("There are none.\n");
        }

        @Test
        void stopsAtServerThatAlwaysHasMore() {
            server.on(
                    KEYS,
                    request -> Answer.json(200, "{\"data\":[],\"meta\":{\"has_more\":true,\"next_cursor\":\"c\"}}"));

            run("auth", "api-key", "list");

            assertThat(server.seen(KEYS)).hasSize(100);
        }
    }

    @Nested
    class Revoke {

        @Test
        void revokesByIdWithTheLogin() {
            server.on(KEYS + "/0aB3xY9z", request -> Answer.empty(204));

            Outcome revoked = run("auth", "api-key", "revoke", "0aB3xY9z");

            assertThat(revoked.exitCode()).as(revoked.err()).isZero();
            assertThat(revoked.json().path("revoked").asBoolean()).isTrue();
            Request sent = server.seen(KEYS + "/0aB3xY9z").get(0);
            assertThat(sent.method()).isEqualTo("DELETE");
            assertThat(sent.authorization()).contains("Bearer access-2");
        }

        @Test
        void revokesKeyItselfWithoutAnyCredential() {
            run("auth", "logout");
            server.on(KEYS + "/revoke", request -> Answer.empty(204));

            Outcome revoked = run("auth", "api-key", "revoke", KEY.value());

            assertThat(revoked.exitCode()).as(revoked.err()).isZero();
            assertThat(revoked.out()).contains("0aB3xY9z").doesNotContain("ssss");
            Request sent = server.seen(KEYS + "/revoke").get(0);
            assertThat(sent.authorization()).isEmpty();
            assertThat(sent.body()).isEqualTo("{\"key\":\"" + KEY.value() + "\"}");
        }

        @Test
        void readsKeyFromStandardInput() {
            machine.input = "  " + KEY.value() + "\n";
            server.on(KEYS + "/revoke", request -> Answer.empty(204));

            assertThat(run("auth", "api-key", "revoke", "-").exitCode()).isZero();
            assertThat(server.seen(KEYS + "/revoke")).hasSize(1);
        }

        @Test
        void revokesAllOnceThePersonAgrees() {
            server.on(KEYS + "/revoke-all", request -> Answer.json(200, "{\"data\":{\"revoked\":3}}"));

            assertThat(run("auth", "api-key", "revoke", "--all").exitCode()).isEqualTo(ExitCode.USAGE.number());
            machine.interactive = true;
            machine.input = "no\n";
            assertThat(run("auth", "api-key", "revoke", "--all").exitCode()).isEqualTo(ExitCode.USAGE.number());
            assertThat(server.seen(KEYS + "/revoke-all")).isEmpty();

            machine.input = "y\n";
            assertThat(run("auth", "api-key", "revoke", "--all").out()).contains("revoked  3");
            machine.interactive = false;
            assertThat(run("auth", "api-key", "revoke", "--all", "--yes").exitCode())
                    .isZero();
            assertThat(server.seen(KEYS + "/revoke-all")).hasSize(2);
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "0aB3xY9z --all --yes"})
        void wantsOneKeyOrAllOfThem(String arguments) {
            String[] words = ("auth api-key revoke " + arguments).strip().split(" ");

            assertThat(run(words).exitCode()).isEqualTo(ExitCode.USAGE.number());
            assertThat(server.seen()).noneMatch(request -> request.path().startsWith(KEYS));
        }

        /** What it says is what holds afterwards: the server doesn't tell whether a key was one, or was revoked before. */
        @Test
        void saysTheSameOfAKeyThatIsRevokedAlready() {
            server.on(KEYS + "/revoke", request -> Answer.empty(204));
            String first = run("auth", "api-key", "revoke", KEY.value()).out();

            assertThat(run("auth", "api-key", "revoke", KEY.value()).out()).isEqualTo(first);
        }

        /** Attack, or a proxy that answers everything with its page: the key lives on, and its holder thinks it dead. */
        @ParameterizedTest
        @ValueSource(strings = {"0aB3xY9z", "KEY"})
        void takesNoPageForTheEndOfAKey(String which) {
            Answer page = new Answer(200, Map.of("Content-Type", "text/html"), "<!doctype html>");
            server.on(KEYS + "/revoke", request -> page);
            server.on(KEYS + "/0aB3xY9z", request -> page);

            Outcome revoked = run("auth", "api-key", "revoke", which.replace("KEY", KEY.value()));

            assertThat(revoked.exitCode()).isEqualTo(ExitCode.UNEXPECTED.number());
            assertThat(revoked.out()).isEmpty();
        }

        @Test
        void saysThatThereIsNoSuchKey() {
            server.on(KEYS + "/zzzzzzzz", request -> Answer.envelope(404, "not_found", "No such key."));

            Outcome revoked = run("auth", "api-key", "revoke", "zzzzzzzz");

            assertThat(revoked.exitCode()).isEqualTo(ExitCode.NOT_FOUND.number());
            assertThat(revoked.err()).contains("No such key (not_found)");
        }

        /** What was given may be most of a key, so it is not repeated. */
        @ParameterizedTest
        @ValueSource(strings = {"hfy_key_0aB3xY9zssss", "abc", "../../userinfo", "0aB3xY9!", ""})
        void refusesWhatIsNeitherWithoutRepeatingIt(String given) {
            int before = server.seen().size();

            Outcome revoked = run("auth", "api-key", "revoke", given);

            assertThat(revoked.exitCode()).isEqualTo(ExitCode.USAGE.number());
            assertThat(revoked.err()).doesNotContain("0aB3xY9").doesNotContain("userinfo");
            assertThat(server.seen()).hasSize(before);
        }
    }
}
