package com.hubify.identity.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.cli.TestMachine.Outcome;
import com.hubify.identity.cli.terminal.ExitCode;
import com.hubify.identity.protocol.ApiKeyToken;
import com.hubify.identity.protocol.ScopeCatalogue;
import java.nio.file.Files;
import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code whoami}, {@code status} and {@code logout}. */
class SessionCommandTests extends CommandTest {

    private static final String VERIFY = "/v1/api-keys/verify";
    private static final String GOOD_KEY = """
            {"data":{"id":"0aB3xY9z","name":"ci","scopes":["labs:read"],"created_at":"2026-04-14T10:00:00Z",
            "expires_at":"2027-01-31T00:00:00Z","last_used_at":null,"owner":"user_2abc"},"meta":{}}
            """;

    private static final String KEY = ApiKeyToken.of("0aB3xY9z", "s".repeat(32)).value();

    @Nested
    class Whoami {

        @Test
        void printsWhoIsSignedIn() {
            run("auth", "login", "--scope", "labs:read,api-keys:read");

            Outcome whoami = run("auth", "whoami");

            assertThat(whoami.exitCode()).as(whoami.err()).isZero();
            assertThat(whoami.out())
                    .isEqualTo("""
                            {
                              "identity": "%s",
                              "user_name": "solo",
                              "display_name": "Solo Person",
                              "email": "solo@example.com",
                              "plan": "pro",
                              "session_expires_at": "%s",
                              "scopes": ["api-keys:read", "email", "labs:read", "offline_access", "openid", "profile"]
                            }
                            """.formatted(FakeTokens.SUBJECT, clock.instant().plus(Duration.ofDays(30))));
        }

        /** Two runs were told apart by a script that compares them, and a person found nothing in the list. */
        @Test
        void showsScopesOfAKeyInOrder() {
            machine.environment.put("HUBIFY_API_KEY", KEY);
            server.on(
                    VERIFY,
                    request -> Answer.json(
                            200, GOOD_KEY.replace("\"labs:read\"", "\"papers:read\",\"agents:read\",\"labs:read\"")));

            assertThat(run("auth", "whoami").out()).contains("[\"agents:read\", \"labs:read\", \"papers:read\"]");
            assertThat(run("auth", "status").out()).contains("[\"agents:read\", \"labs:read\", \"papers:read\"]");
        }

        /** While Redis is away it said twice that it can't answer, with two pieces of advice. */
        @Test
        void saysOnceThatTheServerCannotAnswer() {
            signIn();
            server.on("/userinfo", request -> Answer.json(503, """
                                    {"error":"temporarily_unavailable",
                                    "error_description":"The server is temporarily unavailable. Try again shortly."}""").with("Retry-After", "2"));

            Outcome whoami = run("auth", "whoami");

            assertThat(whoami.exitCode()).isEqualTo(ExitCode.UNREACHABLE.number());
            assertThat(whoami.err())
                    .contains("The server is unavailable (temporarily_unavailable).", "Try again in 2 s.")
                    .containsOnlyOnce("The server is")
                    .containsOnlyOnce("Try again");
        }

        /** It failed with a good key. */
        @Test
        void saysWhoseKeyIsInUse() {
            machine.environment.put("HUBIFY_API_KEY", KEY);
            server.on(VERIFY, request -> Answer.json(200, GOOD_KEY));

            Outcome whoami = run("auth", "whoami");

            assertThat(whoami.exitCode()).as(whoami.err()).isZero();
            assertThat(whoami.out()).isEqualTo("""
                    {
                      "identity": "user_2abc",
                      "user_name": null,
                      "display_name": null,
                      "email": null,
                      "plan": null,
                      "session_expires_at": "2027-01-31T00:00:00Z",
                      "scopes": ["labs:read"]
                    }
                    """);
        }

        @Test
        void saysNullForWhatTheServerDoesNotTell() {
            signIn();
            server.on("/userinfo", request -> Answer.json(200, "{\"sub\":\"" + FakeTokens.SUBJECT + "\"}"));

            assertThat(run("auth", "whoami").json().path("plan").isNull()).isTrue();
        }

        @Test
        void saysThatTheSessionIsNoLongerAccepted() {
            signIn();
            server.on(
                    "/userinfo",
                    request -> Answer.empty(401).with("WWW-Authenticate", "Bearer error=\"invalid_token\""));

            Outcome whoami = run("auth", "whoami");

            assertThat(whoami.exitCode()).isEqualTo(ExitCode.NOT_SIGNED_IN.number());
            assertThat(whoami.err()).contains("invalid_token").contains("Log in again");
        }

        /** Attack: an answer about somebody else, see OpenID Connect Core, section 5.3.2. */
        @Test
        void refusesAnswerAboutSomebodyElse() {
            signIn();
            server.on("/userinfo", request -> Answer.json(200, "{\"sub\":\"user_other\",\"name\":\"Other\"}"));

            Outcome whoami = run("auth", "whoami");

            assertThat(whoami.exitCode()).isEqualTo(ExitCode.UNEXPECTED.number());
            assertThat(whoami.out()).isEmpty();
        }

        @Test
        void printsNoInvisibleCharactersOfTheServer() {
            signIn();
            server.on(
                    "/userinfo",
                    request -> Answer.json(
                            200,
                            "{\"sub\":\"%s\",\"name\":\"José \\u001b[1m\\u009b\\u202e\\u200b\"}"
                                    .formatted(FakeTokens.SUBJECT)));

            Outcome whoami = run("auth", "whoami");

            assertThat(whoami.out()).containsIgnoringCase("José \\u001b[1m\\u009b\\u202e\\u200b");
        }

        @Test
        void saysThatTheServerDidNotAnswerInTime() {
            signIn();
            machine.timeout = Duration.ofMillis(300);
            server.on("/userinfo", request -> {
                java.util.concurrent.locks.LockSupport.parkNanos(
                        Duration.ofSeconds(2).toNanos());
                return Answer.empty(200);
            });

            Outcome whoami = run("auth", "whoami");

            assertThat(whoami.exitCode()).isEqualTo(ExitCode.UNREACHABLE.number());
            assertThat(whoami.err()).contains("did not answer");
        }
    }

    @Nested
    class ListingScopes {

        @Test
        void namesEveryPublishedScopeAndWhatItOpens() {
            Outcome scopes = run("auth", "scopes");

            assertThat(scopes.exitCode()).isZero();
            assertThat(scopes.out())
                    .startsWith("[{\n  \"scope\": \"labs:read\",\n  \"description\": \"Read lab information\"\n}")
                    .endsWith("{\n  \"scope\": \"*\",\n  \"description\": \"Full access (all scopes)\"\n}]\n");
            assertThat(ScopeCatalogue.PUBLISHED)
                    .allSatisfy(scope -> assertThat(scopes.out()).contains("\"scope\": \"" + scope + "\""));
            assertThat(scopes.out()).doesNotContain("null");
            assertThat(server.seen()).extracting(Request::path).containsExactly("/.well-known/openid-configuration");
        }

        /** Scopes of an operator's own services could be used, and were listed nowhere. */
        @Test
        void namesWhatTheServerHasBesides() {
            server.on(
                    "/.well-known/openid-configuration",
                    request -> Answer.json(200, server.metadata().replace("{\"issuer\"", """
                            {"scopes_supported":["openid","labs:read","labs:*","telescope:point","telescope:point",
                            "api-keys:read","no scope","\\u001b[2J",7],"issuer\"""")));

            Outcome scopes = run("auth", "scopes");

            assertThat(scopes.exitCode()).as(scopes.err()).isZero();
            assertThat(scopes.out()).endsWith("""
                    {
                      "scope": "*",
                      "description": "Full access (all scopes)"
                    }, {
                      "scope": "telescope:point",
                      "description": "Scope of this server"
                    }]
                    """);
        }

        @Test
        void listsThePublishedOnesWhileTheServerIsAway() {
            server.close();

            Outcome scopes = run("auth", "scopes");

            assertThat(scopes.exitCode()).isEqualTo(ExitCode.UNREACHABLE.number());
            assertThat(scopes.out()).contains("labs:read").endsWith("\"Full access (all scopes)\"\n}]\n");
            assertThat(scopes.err()).contains("Can't reach");
        }

        @Test
        void showsAPersonATable() {
            machine.interactive = true;

            assertThat(run("auth", "scopes").out())
                    .startsWith("SCOPE              DESCRIPTION\nlabs:read          Read lab information\n");
        }
    }

    @Nested
    class Status {

        @Test
        void saysThatNobodyIsSignedIn() {
            Outcome status = run("auth", "status");

            assertThat(status.exitCode()).isEqualTo(ExitCode.NOT_SIGNED_IN.number());
            assertThat(status.json().path("signed_in").asBoolean(true)).isFalse();
            assertThat(status.json().path("issuer_reachable").asBoolean()).isTrue();
            assertThat(status.json().path("credential").isNull()).isTrue();
        }

        @Test
        void namesTheLoginAndItsFile() {
            run("auth", "login", "--scope", "labs:read");

            Outcome status = run("auth", "status");

            assertThat(status.exitCode()).isZero();
            assertThat(status.out()).isEqualTo("""
                            {
                              "issuer": "%s",
                              "issuer_reachable": true,
                              "signed_in": true,
                              "credential": "login",
                              "source": "%s",
                              "expires_at": "%s",
                              "accepted": true,
                              "identity": "%s",
                              "scopes": ["email", "labs:read", "offline_access", "openid", "profile"],
                              "account_url": "%s/account"
                            }
                            """.formatted(
                            server.issuer(),
                            machine.credentials(),
                            clock.instant().plus(Duration.ofDays(30)),
                            FakeTokens.SUBJECT,
                            server.issuer()));
        }

        @Test
        void knowsThatTheLoginIsOver() {
            signIn();
            clock.wind(Duration.ofDays(31));

            assertThat(run("auth", "status").exitCode()).isEqualTo(ExitCode.NOT_SIGNED_IN.number());
        }

        @Test
        void namesTheVariableThatIsInUse() {
            signIn();
            machine.environment.put("HUBIFY_API_KEY", KEY);
            server.on(VERIFY, request -> Answer.json(200, GOOD_KEY));

            Outcome status = run("auth", "status");

            assertThat(status.exitCode()).isZero();
            assertThat(status.json().path("credential").asString()).isEqualTo("api_key");
            assertThat(status.json().path("source").asString()).isEqualTo("HUBIFY_API_KEY");
            assertThat(status.out()).doesNotContain("ssss");
        }

        @Test
        void saysThatTheVariableHoldsNoKey() {
            machine.environment.put("HUBIFY_API_KEY", "hfy_key_nonsense");

            Outcome status = run("auth", "status");

            assertThat(status.exitCode()).isEqualTo(ExitCode.NOT_SIGNED_IN.number());
            assertThat(status.json().path("signed_in").asBoolean(true)).isFalse();
            assertThat(status.err()).contains("HUBIFY_API_KEY is set, but is not");
        }

        /** It said that nobody was signed in where it could not know, and that somebody was where it could not know either. */
        @ParameterizedTest
        @ValueSource(booleans = {true, false})
        void saysWhatCanBeToldWhileTheServerIsAway(boolean signedIn) {
            if (signedIn) {
                signIn();
            }
            server.close();

            Outcome status = run("auth", "status");

            assertThat(status.exitCode()).isEqualTo(ExitCode.UNREACHABLE.number());
            assertThat(status.json().path("issuer_reachable").asBoolean(true)).isFalse();
            assertThat(status.json().path("signed_in").asBoolean()).isEqualTo(signedIn);
            assertThat(status.json().path("accepted").isNull()).isTrue();
            assertThat(status.err()).contains("Can't reach");
        }

        @Test
        void saysThatTheFileIsDamaged() throws Exception {
            signIn();
            Files.writeString(machine.credentials(), "{\"version\":1,");

            Outcome status = run("auth", "status");

            assertThat(status.exitCode()).isEqualTo(ExitCode.UNEXPECTED.number());
            assertThat(status.err()).contains("is damaged");
        }

        @Test
        void saysWhatAGoodKeyIs() {
            machine.environment.put("HUBIFY_API_KEY", KEY);
            server.on(VERIFY, request -> Answer.json(200, GOOD_KEY));

            Outcome status = run("auth", "status");

            assertThat(status.exitCode()).as(status.err()).isZero();
            assertThat(status.json().path("accepted").asBoolean()).isTrue();
            assertThat(status.json().path("identity").asString()).isEqualTo("user_2abc");
            assertThat(status.json().path("expires_at").asString()).isEqualTo("2027-01-31T00:00:00Z");
            assertThat(status.json().path("scopes").toString()).isEqualTo("[\"labs:read\"]");
            assertThat(server.seen(VERIFY)).singleElement().satisfies(sent -> {
                assertThat(sent.authorization()).isEmpty();
                assertThat(sent.body()).isEqualTo("{\"key\":\"" + KEY + "\"}");
            });
        }

        /** A revoked key was said to be as good as any. */
        @Test
        void saysThatAKeyIsRevoked() {
            machine.environment.put("HUBIFY_API_KEY", KEY);
            server.on(VERIFY, request -> Answer.envelope(401, "unauthorized", "No."));

            Outcome status = run("auth", "status");

            assertThat(status.exitCode()).isEqualTo(ExitCode.NOT_SIGNED_IN.number());
            assertThat(status.json().path("signed_in").asBoolean(true)).isFalse();
            assertThat(status.json().path("accepted").asBoolean(true)).isFalse();
            assertThat(status.err()).contains("not accepted: it is revoked").doesNotContain("ssss");
        }

        @Test
        void saysThatASessionEndedAtTheServer() {
            signIn();
            server.on(
                    "/userinfo",
                    request -> Answer.empty(401).with("WWW-Authenticate", "Bearer error=\"invalid_token\""));

            Outcome status = run("auth", "status");

            assertThat(status.exitCode()).isEqualTo(ExitCode.NOT_SIGNED_IN.number());
            assertThat(status.json().path("accepted").asBoolean(true)).isFalse();
        }

        /** A machine's token is good, and has nobody to tell about. */
        @Test
        void takesATokenWithoutAPersonForGood() {
            machine.environment.put("HUBIFY_TOKEN", "token-of-a-machine");
            server.on(
                    "/userinfo",
                    request -> Answer.empty(403).with("WWW-Authenticate", "Bearer error=\"insufficient_scope\""));

            Outcome status = run("auth", "status");

            assertThat(status.exitCode()).isZero();
            assertThat(status.json().path("accepted").asBoolean()).isTrue();
        }

        /** An outage is no refusal. */
        @ParameterizedTest
        @CsvSource({
            "429, 8, Too many requests: Not now (away).",
            "500, 6, The server is unavailable (away).",
            "503, 6, The server is unavailable (away)."
        })
        void doesNotTakeAnOutageForANo(int answered, int exitCode, String why) {
            machine.environment.put("HUBIFY_API_KEY", KEY);
            server.on(VERIFY, request -> Answer.envelope(answered, "away", "Not now."));

            Outcome status = run("auth", "status");

            assertThat(status.exitCode()).isEqualTo(exitCode);
            assertThat(status.json().path("signed_in").asBoolean()).isTrue();
            assertThat(status.json().path("accepted").isNull()).isTrue();
            assertThat(status.err()).contains(why);
        }

        @Test
        void showsAPersonLinesInsteadOfJson() {
            signIn();
            machine.interactive = true;

            assertThat(run("auth", "status").out())
                    .contains("issuer            " + server.issuer() + "\n")
                    .contains("signed in         yes\n")
                    .contains("accepted          yes\n");
        }
    }

    @Nested
    class Logout {

        @Test
        void endsTheSessionHereAndAtTheServer() {
            signIn();

            Outcome logout = run("auth", "logout");

            assertThat(logout.exitCode()).isZero();
            assertThat(logout.err()).contains("Signed out at");
            assertThat(server.tokens.revoked).containsExactly("refresh-2");
            Request sent = server.seen("/oauth2/revoke").get(0);
            assertThat(sent.parameter("client_id")).isEqualTo("hubify-cli");
            assertThat(sent.parameter("token_type_hint")).isEqualTo("refresh_token");
            assertThat(run("auth", "token").exitCode()).isEqualTo(ExitCode.NOT_SIGNED_IN.number());
        }

        @Test
        void endsTheSessionHereWhenTheServerIsAway() {
            signIn();
            server.close();

            Outcome logout = run("auth", "logout");

            assertThat(logout.exitCode()).isZero();
            assertThat(logout.err()).contains("could not be reached");
            assertThat(run("auth", "token").exitCode()).isEqualTo(ExitCode.NOT_SIGNED_IN.number());
        }

        /** It ended with the exit code of somebody who isn't signed in, after it had done its work. */
        @Test
        void endsTheSessionWhateverTheEnvironmentHolds() {
            signIn();
            machine.environment.put("HUBIFY_API_KEY", "no key");

            Outcome logout = run("auth", "logout");

            assertThat(logout.exitCode()).as(logout.err()).isZero();
            assertThat(logout.err()).contains("HUBIFY_API_KEY is still set; commands go on using its credential");
        }

        @Test
        void doesNothingIfNobodyIsSignedIn() {
            Outcome logout = run("auth", "logout");

            assertThat(logout.exitCode()).isZero();
            assertThat(logout.err()).contains("nothing to do");
        }

        @Test
        void leavesSessionsWithOtherServersAlone() {
            signIn();
            try (FakeIdentityServer other = new FakeIdentityServer(clock)) {
                String first = server.issuer();
                machine.environment.put("HUBIFY_ISSUER", other.issuer());
                signIn();
                run("auth", "logout");
                machine.environment.put("HUBIFY_ISSUER", first);
            }

            assertThat(run("auth", "token").exitCode()).isZero();
        }
    }
}
