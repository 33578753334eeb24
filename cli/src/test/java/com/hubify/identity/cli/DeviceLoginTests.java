package com.hubify.identity.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.cli.TestMachine.Outcome;
import com.hubify.identity.cli.terminal.ExitCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeviceLoginTests extends CommandTest {

    private final List<Duration> pauses = new ArrayList<>();

    @BeforeEach
    void recordPauses() {
        machine.pause = time -> {
            pauses.add(time);
            clock.wind(time);
        };
    }

    @Test
    void showsCodeAndAddressAndKeepsSession() {
        Outcome login = run("auth", "login", "--device");

        assertThat(login.exitCode()).as(login.err()).isZero();
        assertThat(login.out()).isEmpty();
        assertThat(login.err())
                .contains("WDJB-MJHT")
                .contains(server.issuer() + "/activate\n")
                .contains(server.issuer() + "/activate?user_code=WDJB-MJHT");
        assertThat(machine.credentials()).exists();
    }

    @Test
    void asksAtTheServersPaceUntilTheUserHasDecided() {
        server.tokens.deviceAnswers.add(Answer.oauthError("authorization_pending", ""));
        server.tokens.deviceAnswers.add(Answer.oauthError("authorization_pending", ""));

        Outcome login = run("auth", "login", "--device");

        assertThat(login.exitCode()).isZero();
        assertThat(pauses).containsExactly(seconds(5), seconds(5), seconds(5));
    }

    @Test
    void asksFiveSecondsLessOftenForEachSlowDown() {
        server.tokens.deviceAnswers.add(Answer.oauthError("slow_down", ""));
        server.tokens.deviceAnswers.add(Answer.oauthError("slow_down", ""));
        server.tokens.deviceAnswers.add(Answer.oauthError("authorization_pending", ""));

        run("auth", "login", "--device");

        assertThat(pauses).containsExactly(seconds(5), seconds(10), seconds(15), seconds(15));
    }

    @Test
    void goesOnMoreSlowlyWhileTheServerCantAnswer() {
        server.tokens.deviceAnswers.add(Answer.empty(503));
        server.tokens.deviceAnswers.add(Answer.empty(503));

        Outcome login = run("auth", "login", "--device");

        assertThat(login.exitCode()).isZero();
        assertThat(pauses).containsExactly(seconds(5), seconds(10), seconds(20));
    }

    @Test
    void givesUpWhenTheCodeHasExpiredHere() {
        server.on("/oauth2/token", request -> Answer.oauthError("authorization_pending", ""));

        Outcome login = run("auth", "login", "--device");

        assertThat(login.exitCode()).isEqualTo(ExitCode.SIGN_IN_INCOMPLETE.number());
        assertThat(login.err()).contains("expired");
        assertThat(pauses).hasSize(60);
    }

    @Test
    void givesUpWhenTheServerSaysTheCodeExpired() {
        server.tokens.deviceAnswers.add(Answer.oauthError("expired_token", ""));

        assertThat(run("auth", "login", "--device").exitCode()).isEqualTo(ExitCode.SIGN_IN_INCOMPLETE.number());
    }

    @Test
    void saysThatTheUserDeclined() {
        server.tokens.deviceAnswers.add(Answer.oauthError("access_denied", ""));

        Outcome login = run("auth", "login", "--device");

        assertThat(login.exitCode()).isEqualTo(ExitCode.SIGN_IN_INCOMPLETE.number());
        assertThat(login.err()).contains("declined");
        assertThat(machine.credentials()).doesNotExist();
    }

    @Test
    void saysWhyTheServerRefusesTheCode() {
        server.tokens.deviceAnswers.add(Answer.oauthError("invalid_grant", "revoked"));

        Outcome login = run("auth", "login", "--device");

        assertThat(login.exitCode()).isEqualTo(ExitCode.REFUSED.number());
        assertThat(login.err()).contains("revoked (invalid_grant)");
    }

    @Test
    void asksWithoutOpenidWhereTheServerKnowsNoIdTokensInThisGrant() {
        server.on(
                "/oauth2/device_authorization",
                request -> request.parameter("scope").contains("openid")
                        ? Answer.oauthError("invalid_scope", "")
                        : server.tokens.deviceAuthorization(request));

        Outcome login = run("auth", "login", "--device");

        assertThat(login.exitCode()).as(login.err()).isZero();
        assertThat(server.seen("/oauth2/device_authorization")).hasSize(2);
    }

    /** Attack: a server, or who plays it, shows a page address that is none, or escape sequences in the code. */
    @Test
    void refusesAddressThatIsNeitherHttpsNorHere() {
        server.on(
                "/oauth2/device_authorization",
                request -> Answer.json(
                        200,
                        "{\"device_code\":\"d\",\"user_code\":\"A\",\"verification_uri\":\"http://evil.example/\","
                                + "\"expires_in\":300}"));

        Outcome login = run("auth", "login", "--device");

        assertThat(login.exitCode()).isEqualTo(ExitCode.UNEXPECTED.number());
        assertThat(login.err()).doesNotContain("evil.example");
    }

    @Test
    void printsNoControlCharactersOfTheServer() {
        server.on(
                "/oauth2/device_authorization",
                request -> Answer.json(
                        200,
                        "{\"device_code\":\"d\",\"user_code\":\"A\\u001b[2J\\u202eB\",\"verification_uri\":\"%s/\","
                                        .formatted(server.issuer())
                                + "\"expires_in\":300}"));

        Outcome login = run("auth", "login", "--device");

        assertThat(login.err())
                .contains("A\\u001b[2J\\u202eB")
                .doesNotContain("\u001b")
                .doesNotContain("\u202e");
    }

    private static Duration seconds(long seconds) {
        return Duration.ofSeconds(seconds);
    }
}
