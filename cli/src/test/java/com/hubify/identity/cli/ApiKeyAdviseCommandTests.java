package com.hubify.identity.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.cli.TestMachine.Outcome;
import com.hubify.identity.cli.terminal.ExitCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeyAdviseCommandTests extends CommandTest {

    private static final String USE_PATH = "/v1/api-keys/0aB3xY9z/use";
    private static final String ROTATE_PATH = "/v1/api-keys/0aB3xY9z/rotate";

    @BeforeEach
    void signInFirst() {
        signIn();
    }

    @Test
    void proposesFewerScopesAndHowToGetThere() {
        answer("narrower", "[\"labs:read\",\"experiments:read\"]", "[\"papers:read\"]", "null");

        Outcome advised = run("auth", "api-key", "advise", "0aB3xY9z");

        assertThat(advised.exitCode()).as(advised.err()).isZero();
        assertThat(advised.out()).isEqualTo("""
                {
                  "verdict": "narrower",
                  "scopes": ["labs:read", "experiments:read"],
                  "unused": ["papers:read"],
                  "since": "2026-04-14T10:00:00Z",
                  "enough_at": null
                }
                """);
        assertThat(advised.err())
                .contains("Since 2026-04-14T10:00:00Z")
                .contains("hubify auth api-key rotate 0aB3xY9z --scope labs:read,experiments:read")
                .contains("tokens that the key was exchanged for", "in its own code");
        assertThat(run("auth", "api-key", "advise", "--help").out())
                .contains("tokens that the key was exchanged for", "in its own code");
    }

    @Test
    void printsATableForAPerson() {
        answer("narrower", "[\"labs:read\"]", "[]", "null");
        machine.interactive = true;

        assertThat(run("auth", "api-key", "advise", "0aB3xY9z").out())
                .contains("verdict    narrower\nscopes     labs:read");
        assertThat(run("auth", "api-key", "advise", "0aB3xY9z", "--json").out()).contains("\"verdict\": \"narrower\"");
    }

    @ParameterizedTest
    @CsvSource({
        "too_early, Ask again after 2026-04-28T10:00:00Z",
        "no_use, nothing to go by",
        "fits, needed the scopes it has",
    })
    void saysWhyThereIsNothingToTake(String verdict, String words) {
        answer(verdict, "[\"labs:*\"]", "[]", "\"2026-04-28T10:00:00Z\"");

        Outcome advised = run("auth", "api-key", "advise", "0aB3xY9z");

        assertThat(advised.exitCode()).as(advised.err()).isZero();
        assertThat(advised.err()).contains(words).doesNotContain("rotate");
    }

    /** Attack: a server that has people copy a command of its choice into their shell. */
    @ParameterizedTest
    @ValueSource(strings = {"[\"labs:read; rm -rf ~\"]", "[\"$(id)\"]", "[1]", "\"labs:read\"", "null"})
    void repeatsScopesAlone(String scopes) {
        answer("narrower", scopes, "[]", "null");

        Outcome advised = run("auth", "api-key", "advise", "0aB3xY9z");

        assertThat(advised.exitCode()).isEqualTo(ExitCode.UNEXPECTED.number());
        assertThat(advised.out() + advised.err()).doesNotContain("rm -rf", "$(id)");
    }

    @Test
    void rotatesToTheScopesThatAreNamed() {
        server.on(ROTATE_PATH, request -> Answer.json(500, "{}"));

        run("auth", "api-key", "rotate", "0aB3xY9z", "--scope", "labs:read,experiments:read");

        assertThat(server.seen(ROTATE_PATH).get(0).body())
                .isEqualTo("{\"overlap\":\"PT24H\",\"scopes\":[\"labs:read\",\"experiments:read\"]}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"labs:red", "", "labs:read, labs:write"})
    void refusesScopesThatAreNone(String scopes) {
        assertThat(run("auth", "api-key", "rotate", "0aB3xY9z", "--scope", scopes)
                        .exitCode())
                .isEqualTo(ExitCode.USAGE.number());
        assertThat(server.seen(ROTATE_PATH)).isEmpty();
    }

    private void answer(String verdict, String scopes, String unused, String enough) {
        server.on(USE_PATH, request -> Answer.json(200, """
                {"data":{"id":"0aB3xY9z","since":"2026-04-14T10:00:00Z","count":3,"advice":
                {"verdict":"%s","scopes":%s,"unused":%s,"enough_at":%s}},"meta":{"request_id":"req_1"}}
                """.formatted(verdict, scopes, unused, enough)));
    }
}
