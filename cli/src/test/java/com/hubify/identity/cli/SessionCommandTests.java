package com.hubify.identity.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.cli.TestMachine.Outcome;
import com.hubify.identity.cli.terminal.ExitCode;
import com.hubify.identity.protocol.ApiKeyToken;
import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** {@code whoami}, {@code status} and {@code logout}. */
class SessionCommandTests extends CommandTest {

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
                              "scopes": ["openid", "profile", "email", "offline_access", "labs:read", "api-keys:read"]
                            }
                            """.formatted(FakeTokens.SUBJECT, clock.instant().plus(Duration.ofDays(30))));
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
            signIn();

            Outcome status = run("auth", "status");

            assertThat(status.exitCode()).isZero();
            assertThat(status.out()).isEqualTo("""
                            {
                              "issuer": "%s",
                              "issuer_reachable": true,
                              "signed_in": true,
                              "credential": "login",
                              "source": "%s",
                              "expires_at": "%s"
                            }
                            """.formatted(
                    server.issuer(), machine.credentials(), clock.instant().plus(Duration.ofDays(30))));
        }

        @Test
        void knowsThatTheLoginIsOver() {
            signIn();
            clock.advance(Duration.ofDays(31));

            assertThat(run("auth", "status").exitCode()).isEqualTo(ExitCode.NOT_SIGNED_IN.number());
        }

        @Test
        void namesTheVariableThatIsInUse() {
            signIn();
            machine.environment.put("HUBIFY_API_KEY", KEY);

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

        @Test
        void worksWhileTheServerIsAway() {
            signIn();
            server.close();

            Outcome status = run("auth", "status");

            assertThat(status.exitCode()).isZero();
            assertThat(status.json().path("issuer_reachable").asBoolean(true)).isFalse();
            assertThat(status.err()).contains("Can't reach");
        }

        @Test
        void sendsNoCredential() {
            signIn();
            int before = server.seen().size();

            run("auth", "status");

            assertThat(server.seen().subList(before, server.seen().size()))
                    .allSatisfy(request -> assertThat(request.authorization()).isEmpty());
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
            assertThat(logout.err()).contains("could not be told");
            assertThat(run("auth", "token").exitCode()).isEqualTo(ExitCode.NOT_SIGNED_IN.number());
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
