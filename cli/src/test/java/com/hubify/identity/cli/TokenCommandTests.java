package com.hubify.identity.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.cli.TestMachine.Outcome;
import com.hubify.identity.cli.terminal.ExitCode;
import com.hubify.identity.protocol.ApiKeyToken;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenCommandTests extends CommandTest {

    private static final String KEY = ApiKeyToken.of("0aB3xY9z", "s".repeat(32)).value();

    @Test
    void printsTheTokenAlone() {
        signIn();

        Outcome token = run("auth", "token");

        assertThat(token.exitCode()).isZero();
        assertThat(token.out()).isEqualTo("access-2\n");
        assertThat(token.err()).isEmpty();
    }

    @Test
    void asksNobodyWhileTheTokenIsFresh() {
        signIn();
        int before = server.seen().size();

        run("auth", "token");

        assertThat(server.seen()).hasSize(before);
    }

    @Test
    void renewsTokenThatIsAboutToExpire() {
        signIn();
        clock.wind(Duration.ofSeconds(541));

        Outcome token = run("auth", "token");

        assertThat(token.out()).isEqualTo("access-3\n");
        assertThat(run("auth", "token").out()).isEqualTo("access-3\n");
    }

    /** RFC 6749, section 6: a server that does not rotate sends no new refresh token. */
    @Test
    void keepsTheRefreshTokenWhereTheServerDoesNotRotate() {
        signIn();
        server.on(
                "/oauth2/token",
                request -> Answer.json(
                        200,
                        "{\"access_token\":\"for-%s\",\"token_type\":\"Bearer\",\"expires_in\":600}"
                                .formatted(request.parameter("refresh_token"))));

        for (int round = 0; round < 2; round++) {
            clock.wind(Duration.ofMinutes(11));
            assertThat(run("auth", "token").out()).isEqualTo("for-refresh-2\n");
        }
        assertThat(run("auth", "status").json().path("expires_at").isNull()).isFalse();
    }

    @Test
    void usesEachRefreshTokenOnce() {
        signIn();

        for (int round = 3; round < 6; round++) {
            clock.wind(Duration.ofMinutes(11));
            assertThat(run("auth", "token").out()).isEqualTo("access-" + round + "\n");
        }
    }

    @Test
    void forgetsSessionThatTheServerEnded() throws Exception {
        signIn();
        server.tokens.endAll();
        clock.wind(Duration.ofMinutes(11));

        Outcome token = run("auth", "token");

        assertThat(token.exitCode()).isEqualTo(ExitCode.NOT_SIGNED_IN.number());
        assertThat(token.out()).isEmpty();
        assertThat(token.err()).contains("The session has ended").contains("Log in again");
        assertThat(Files.readString(machine.credentials())).doesNotContain("refresh-");
    }

    @Test
    void keepsSessionWhileTheServerIsAway() {
        signIn();
        server.on("/oauth2/token", request -> Answer.empty(503).with("Retry-After", "7"));
        clock.wind(Duration.ofMinutes(11));

        Outcome away = run("auth", "token");
        server.on("/oauth2/token", server.tokens::token);
        Outcome back = run("auth", "token");

        assertThat(away.exitCode()).isEqualTo(ExitCode.UNREACHABLE.number());
        assertThat(away.err()).contains("Try again in 7 s");
        assertThat(back.out()).isEqualTo("access-3\n");
    }

    /** The server rotated the token and the line broke before its answer came: it answers alike within its grace. */
    @Test
    void asksOnceMoreWhereTheAnswerWasLost() {
        signIn();
        clock.wind(Duration.ofMinutes(11));
        machine.timeout = Duration.ofSeconds(2);
        AtomicReference<Answer> lost = new AtomicReference<>();
        server.on("/oauth2/token", request -> {
            Answer kept = lost.get();
            if (kept != null) {
                return kept;
            }
            lost.set(server.tokens.token(request));
            LockSupport.parkNanos(Duration.ofSeconds(4).toNanos());
            return Answer.empty(200);
        });

        Outcome token = run("auth", "token");

        assertThat(token.out()).isEqualTo("access-3\n");
        assertThat(server.seen("/oauth2/token")).hasSize(3);
    }

    @Test
    void givesTheOldTokenWhileItLivesIfTheServerIsAway() {
        signIn();
        server.on("/oauth2/token", request -> Answer.empty(503));
        clock.wind(Duration.ofSeconds(570));

        assertThat(run("auth", "token").out()).isEqualTo("access-2\n");
    }

    /** Two shells at once: were both to renew, the second would present a spent token and end the session for both. */
    @Test
    void renewsOnceForAllWhoAskAtTheSameTime() throws Exception {
        signIn();
        clock.wind(Duration.ofMinutes(11));
        machine.pause = time -> LockSupport.parkNanos(time.toNanos());
        server.on("/oauth2/token", request -> {
            LockSupport.parkNanos(Duration.ofMillis(300).toNanos());
            return server.tokens.token(request);
        });

        List<String> printed = atTheSameTime(4, () -> run("auth", "token").out());

        assertThat(printed).containsOnly("access-3\n");
        assertThat(server.seen("/oauth2/token")).hasSize(2);
    }

    @Test
    void saysHowToSignInIfNobodyIs() {
        Outcome token = run("auth", "token");

        assertThat(token.exitCode()).isEqualTo(ExitCode.NOT_SIGNED_IN.number());
        assertThat(token.out()).isEmpty();
        assertThat(token.err()).contains("Not signed in").contains("hubify auth login");
    }

    @Test
    void printsKeyOfTheEnvironmentBeforeAllElse() {
        signIn();
        machine.environment.put("HUBIFY_TOKEN", "from-the-environment");
        machine.environment.put("HUBIFY_API_KEY", KEY);

        assertThat(run("auth", "token").out()).isEqualTo(KEY + "\n");
    }

    @Test
    void exchangesKeyOfTheEnvironmentForFewerScopes() {
        signIn();
        machine.environment.put("HUBIFY_API_KEY", KEY);

        Outcome token = run("auth", "token", "--scope", "labs:read");

        assertThat(token.out()).isEqualTo("exchanged-for-labs\n");
        assertThat(token.err()).isEmpty();
    }

    @Test
    void exchangesKeyOfStandardInputBeforeThatOfTheEnvironment() {
        machine.environment.put(
                "HUBIFY_API_KEY", ApiKeyToken.of("0aB3xY9z", "t".repeat(32)).value());
        machine.input = KEY + "\n";

        Outcome token = run("auth", "token", "--api-key", "-");

        assertThat(token.out()).isEqualTo("exchanged-for-all\n");
        assertThat(server.seen("/oauth2/token").get(0).parameter("subject_token"))
                .isEqualTo(KEY);
    }

    /** Attack, or a variable that isn't set: who asked for a token that may do less got the whole key, or the login. */
    @ParameterizedTest
    @ValueSource(strings = {"", " ", ","})
    void printsNoWholeCredentialForAnEmptyScope(String scope) {
        signIn();
        Outcome login = run("auth", "token", "--scope", scope);
        machine.environment.put("HUBIFY_API_KEY", KEY);
        Outcome key = run("auth", "token", "--scope", scope);

        assertThat(List.of(login, key)).allSatisfy(token -> {
            assertThat(token.exitCode()).isEqualTo(ExitCode.USAGE.number());
            assertThat(token.out()).isEmpty();
            assertThat(token.err()).contains("is not a scope");
        });
    }

    /** The same of a key that isn't given. */
    @Test
    void printsNoWholeCredentialForAnEmptyKey() {
        machine.environment.put("HUBIFY_API_KEY", KEY);

        Outcome token = run("auth", "token", "--api-key", "");

        assertThat(token.exitCode()).isEqualTo(ExitCode.USAGE.number());
        assertThat(token.out()).isEmpty();
    }

    /** Attack: other users of the machine read the arguments of running commands. */
    @Test
    void takesNoKeyAsAnArgument() {
        Outcome token = run("auth", "token", "--api-key", KEY);

        assertThat(token.exitCode()).isEqualTo(ExitCode.USAGE.number());
        assertThat(token.err()).contains("--api-key -").doesNotContain("ssss");
        assertThat(server.seen()).isEmpty();
    }

    /** Attack: another program listens where the server is assumed, and waits for keys. */
    @Test
    void sendsKeyOfStandardInputToNoServerThatIsOnlyAssumed() {
        machine.environment.remove("HUBIFY_ISSUER");
        machine.issuer = server.issuer();
        machine.input = KEY;

        Outcome token = run("auth", "token", "--api-key", "-");

        assertThat(token.exitCode()).isEqualTo(ExitCode.NOT_SIGNED_IN.number());
        assertThat(token.err()).contains("HUBIFY_ISSUER=" + server.issuer());
        assertThat(server.seen()).isEmpty();
    }

    @Test
    void saysWhyAKeyIsNotExchanged() {
        machine.environment.put("HUBIFY_API_KEY", KEY);

        Outcome wider = run("auth", "token", "--scope", "labs:write");
        server.tokens.revoked.add(KEY);
        Outcome revoked = run("auth", "token", "--scope", "labs:read");

        assertThat(wider.exitCode()).isEqualTo(ExitCode.REFUSED.number());
        assertThat(wider.err()).contains("not covered by the subject_token (invalid_scope)");
        assertThat(revoked.exitCode()).isEqualTo(ExitCode.NOT_SIGNED_IN.number());
        assertThat(revoked.err()).contains("The API key was not accepted").doesNotContain("ssss");
        assertThat(wider.out() + revoked.out()).isEmpty();
    }

    @Test
    void exchangesNoLogin() {
        signIn();

        Outcome token = run("auth", "token", "--scope", "labs:read");

        assertThat(token.exitCode()).isEqualTo(ExitCode.USAGE.number());
        assertThat(token.err()).contains("Only API keys are exchanged");
    }

    @Test
    void printsTokenOfTheEnvironmentBeforeTheLogin() {
        signIn();
        machine.environment.put("HUBIFY_TOKEN", "from-the-environment");

        assertThat(run("auth", "token").out()).isEqualTo("from-the-environment\n");
    }

    @Test
    void refusesExpiredTokenOfTheEnvironment() {
        Date past = Date.from(clock.instant().minusSeconds(1));
        var claims = new JWTClaimsSet.Builder().expirationTime(past).build();
        machine.environment.put("HUBIFY_TOKEN", new PlainJWT(claims).serialize());

        Outcome token = run("auth", "token");

        assertThat(token.exitCode()).isEqualTo(ExitCode.NOT_SIGNED_IN.number());
        assertThat(token.err()).contains("HUBIFY_TOKEN has expired");
    }

    /** Falling through to the login would act as somebody else than the user thinks. */
    @Test
    void refusesMistypedKeyOfTheEnvironmentInsteadOfUsingTheLogin() {
        signIn();
        machine.environment.put("HUBIFY_API_KEY", KEY.substring(0, KEY.length() - 1) + "!");

        Outcome token = run("auth", "token");

        assertThat(token.exitCode()).isEqualTo(ExitCode.NOT_SIGNED_IN.number());
        assertThat(token.out()).isEmpty();
        assertThat(token.err()).contains("HUBIFY_API_KEY is set, but is not").doesNotContain("ssss");
    }

    @Test
    void refusesCredentialsThatOthersCanRead() throws Exception {
        signIn();
        Files.setPosixFilePermissions(machine.credentials(), PosixFilePermissions.fromString("rw-r-----"));

        Outcome token = run("auth", "token");

        assertThat(token.exitCode()).isEqualTo(ExitCode.UNEXPECTED.number());
        assertThat(token.err()).contains("Other users of this machine can read").contains("chmod 600");
    }

    @Test
    void saysThatTheFileIsDamaged() throws Exception {
        signIn();
        Files.writeString(machine.credentials(), "{\"version\":1,");

        Outcome token = run("auth", "token");

        assertThat(token.exitCode()).isEqualTo(ExitCode.UNEXPECTED.number());
        assertThat(token.err()).contains("is damaged");
    }

    @Test
    void saysThatTheServerIsAnother() {
        signIn();
        clock.wind(Duration.ofMinutes(11));
        server.on(
                "/.well-known/openid-configuration",
                request -> Answer.json(200, server.metadata().replace("\"issuer\":\"http", "\"issuer\":\"https")));

        Outcome token = run("auth", "token");

        assertThat(token.exitCode()).isEqualTo(ExitCode.REFUSED.number());
        assertThat(token.err()).contains("names as its issuer 'https://127.0.0.1");
    }

    private static <T> List<T> atTheSameTime(int count, Callable<T> work) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(count);
        try {
            List<Callable<T>> all = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                all.add(work);
            }
            List<T> results = new ArrayList<>();
            for (Future<T> future : threads.invokeAll(all, 60, TimeUnit.SECONDS)) {
                results.add(future.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }
}
