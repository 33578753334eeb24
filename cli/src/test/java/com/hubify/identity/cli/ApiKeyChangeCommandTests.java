package com.hubify.identity.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.cli.TestMachine.Outcome;
import com.hubify.identity.cli.terminal.ExitCode;
import com.hubify.identity.protocol.ApiKeyToken;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Showing, updating and rotating one key. */
class ApiKeyChangeCommandTests extends CommandTest {

    private static final String KEY_PATH = "/v1/api-keys/0aB3xY9z";
    private static final String ROTATE_PATH = KEY_PATH + "/rotate";
    private static final ApiKeyToken OLD = ApiKeyToken.of("0aB3xY9z", "s".repeat(32));
    private static final ApiKeyToken NEW = ApiKeyToken.of("00000001", "t".repeat(32));

    private static final String SHOWN = """
            {"meta":{"request_id":"req_1"},"data":{"id":"0aB3xY9z","prefix":"hfy_key_0aB3xY9z","name":"ci","description":null,
            "scopes":["labs:read"],"allowed_ips":["10.0.0.0/8"],"status":"active","owner":"org_2acme","organization":"org_2acme","created_by":"user_2abc","created_at":"2026-04-14T10:00:00Z",
            "expires_at":null,"last_used_at":null,"predecessor":null,"successor":null,"revoked_at":null,
            "key":"%s"}}""".formatted(OLD.value());

    private static final String ROTATED = """
            {"data":{"key":"%s","id":"00000001","name":"ci","scopes":["labs:read"],"created_at":"2026-04-14T10:00:00Z",
            "expires_at":null}}""".formatted(NEW.value());

    @BeforeEach
    void signInFirst() {
        signIn();
    }

    /** Attack: a server that sends the secret again must not have it printed. */
    @Test
    void showsAKeyWithoutItsSecret() {
        server.on(KEY_PATH, request -> Answer.json(200, SHOWN));

        Outcome shown = run("auth", "api-key", "show", "0aB3xY9z");

        assertThat(shown.exitCode()).as(shown.err()).isZero();
        assertThat(shown.out())
                .contains(
                        "\"status\": \"active\"",
                        "\"allowed_ips\": [\"10.0.0.0/8\"]",
                        "\"organization\": \"org_2acme\"")
                .doesNotContain(OLD.secret());
        assertThat(server.seen(KEY_PATH).get(0).method()).isEqualTo("GET");
    }

    /** The whole key stays on this computer: its id is enough. */
    @Test
    void takesTheIdFromTheKey() {
        server.on(KEY_PATH, request -> Answer.json(200, SHOWN));

        assertThat(run("auth", "api-key", "show", OLD.value()).exitCode()).isZero();

        assertThat(server.seen(KEY_PATH)).hasSize(1);
    }

    @Test
    void updatesWhatIsNamedAndNothingElse() {
        server.on(KEY_PATH, request -> Answer.json(200, SHOWN));

        Outcome updated = run(
                "auth",
                "api-key",
                "update",
                "0aB3xY9z",
                "--name",
                "nightly",
                "--description",
                "",
                "--scope",
                "labs:read",
                "--allow-ip",
                "10.0.0.0/8,2001:db8::/32");

        assertThat(updated.exitCode()).as(updated.err()).isZero();
        assertThat(server.seen(KEY_PATH).get(0).method()).isEqualTo("PATCH");
        assertThat(server.seen(KEY_PATH).get(0).body())
                .isEqualTo("{\"name\":\"nightly\",\"description\":\"\",\"scopes\":[\"labs:read\"],"
                        + "\"allowed_ips\":[\"10.0.0.0/8\",\"2001:db8::/32\"]}");
    }

    @Test
    void saysThatThereIsNothingToUpdate() {
        Outcome updated = run("auth", "api-key", "update", "0aB3xY9z");

        assertThat(updated.exitCode()).isEqualTo(ExitCode.USAGE.number());
        assertThat(updated.err()).contains("nothing to change").contains("--scope");
    }

    @Test
    void rotatesAndPrintsTheFiveMembers() {
        server.on(ROTATE_PATH, request -> Answer.json(201, ROTATED));

        Outcome rotated = run("auth", "api-key", "rotate", "0aB3xY9z", "--overlap", "7d", "--expires-in", "90d");

        assertThat(rotated.exitCode()).as(rotated.err()).isZero();
        assertThat(rotated.out()).isEqualTo("""
                        {
                          "key": "%s",
                          "name": "ci",
                          "scopes": ["labs:read"],
                          "created_at": "2026-04-14T10:00:00Z",
                          "expires_at": null
                        }
                        """.formatted(NEW.value()));
        assertThat(rotated.err()).contains("00000001").contains("0aB3xY9z").doesNotContain(NEW.secret());
        assertThat(server.seen(ROTATE_PATH).get(0).body())
                .isEqualTo("{\"overlap\":\"PT168H\",\"expires_at\":\""
                        + clock.instant().plus(Duration.ofDays(90)) + "\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"31d", "5w", "-1h", "1y", "PT1H", "", "24"})
    void refusesOverlapsThatAreNone(String overlap) {
        Outcome rotated = run("auth", "api-key", "rotate", "0aB3xY9z", "--overlap=" + overlap);

        assertThat(rotated.exitCode()).isEqualTo(ExitCode.USAGE.number());
        assertThat(server.seen(ROTATE_PATH)).isEmpty();
    }

    @Test
    void endsTheOldKeyAtOnce() {
        server.on(ROTATE_PATH, request -> Answer.json(201, ROTATED));

        assertThat(run("auth", "api-key", "rotate", "0aB3xY9z", "--overlap", "0m")
                        .exitCode())
                .isZero();

        assertThat(server.seen(ROTATE_PATH).get(0).body()).isEqualTo("{\"overlap\":\"PT0S\"}");
    }

    /** Attack: an id that reaches another path of the server. */
    @ParameterizedTest
    @ValueSource(strings = {"../clients", "0aB3xY9z/rotate", "0aB3xY9", "hfy_key_0aB3xY9z", "", "0aB3xY9z?x"})
    void takesNothingElseForAnId(String id) {
        for (String command : new String[] {"show", "rotate"}) {
            Outcome outcome = run("auth", "api-key", command, id);

            assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE.number());
            assertThat(outcome.err()).contains("not the id of an API key");
        }
    }
}
