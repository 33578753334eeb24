package com.hubify.identity.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.cli.TestMachine.Outcome;
import com.hubify.identity.protocol.ApiKeyToken;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each command at a server that doesn't do what it should: scripts branch on exit codes, and people read one sentence. */
class ExitCodeTests extends CommandTest {

    private static final String KEY = ApiKeyToken.of("0aB3xY9z", "s".repeat(32)).value();

    /** A command that comes so late that the access token has to be renewed before. */
    private static final String LATE = "late: ";

    private static final String OPENID = "/.well-known/openid-configuration";
    private static final List<String> PATHS = List.of(
            "/oauth2/token",
            "/oauth2/jwks",
            "/oauth2/device_authorization",
            "/oauth2/revoke",
            "/userinfo",
            "/v1/api-keys",
            "/v1/api-keys/0aB3xY9z",
            "/v1/api-keys/revoke",
            "/v1/api-keys/verify",
            "/v1/refusals/req_5f0c2ab91d37e648");

    private static final Answer UNAVAILABLE = Answer.empty(503).with("Retry-After", "7");
    private static final Answer PAGE =
            new Answer(200, Map.of("Content-Type", "text/html"), "<!doctype html><title>Welcome</title>");
    private static final Answer CUT_OFF = Answer.json(200, "{\"issuer\":[1,");
    private static final Answer NOTHING = Answer.json(200, "{}");
    private static final Answer ELSEWHERE = Answer.redirect("https://portal.example/");

    private enum Situation {
        NOT_SIGNED_IN,
        CREDENTIAL_REFUSED,
        SERVER_AWAY,
        SERVER_UNAVAILABLE,
        SERVER_ANSWERS_WITH_A_PAGE,
        SERVER_ANSWERS_WITH_HALF_JSON,
        SERVER_LEADS_ELSEWHERE,
        UNAVAILABLE_BEHIND_THE_METADATA,
        A_PAGE_BEHIND_THE_METADATA,
        EMPTY_JSON_BEHIND_THE_METADATA,
        ELSEWHERE_BEHIND_THE_METADATA
    }

    /** A row for each command, with an exit code for each situation in the order above. */
    private static final String TABLE = """
            auth login                                               | 0 4 | 6 6 1 1 1 | 6 1 1 1
            auth login --device                                      | 0 4 | 6 6 1 1 1 | 6 1 1 1
            auth logout                                              | 0 0 | 0 0 0 0 0 | 0 0 0 0
            auth whoami                                              | 3 3 | 6 6 1 1 1 | 6 1 1 1
            auth status                                              | 3 3 | 6 6 1 1 1 | 6 1 1 1
            auth token                                               | 3 0 | 0 0 0 0 0 | 0 0 0 0
            late: auth token                                         | 3 3 | 6 6 1 1 1 | 6 1 1 1
            late: auth whoami                                        | 3 3 | 6 6 1 1 1 | 6 1 1 1
            late: auth status                                        | 3 3 | 6 6 1 1 1 | 6 1 1 1
            auth scopes                                              | 0 0 | 6 6 1 1 1 | 0 0 0 0
            auth why req_5f0c2ab91d37e648                            | 3 3 | 6 6 1 1 1 | 6 1 1 1
            auth api-key create --name n --scope labs:read           | 3 3 | 6 6 1 1 1 | 6 1 1 1
            auth api-key create --name n --scope telescope:point     | 2 2 | 6 6 1 1 1 | 2 2 2 2
            auth api-key create --bogus                              | 2 2 | 2 2 2 2 2 | 2 2 2 2
            auth api-key list                                        | 3 3 | 6 6 1 1 1 | 6 1 1 1
            auth api-key revoke 0aB3xY9z                             | 3 3 | 6 6 1 1 1 | 6 1 1 1
            auth api-key revoke KEY                                  | 0 4 | 6 6 1 1 1 | 6 1 1 1
            auth api-key scan /not-there                            | 1 1 | 1 1 1 1 1 | 1 1 1 1
            completion bash                                          | 0 0 | 0 0 0 0 0 | 0 0 0 0
            help auth token                                          | 0 0 | 0 0 0 0 0 | 0 0 0 0
            """;

    static Stream<Arguments> table() {
        return TABLE.lines().flatMap(row -> {
            String[] exitCodes =
                    row.substring(row.indexOf('|')).replace("|", "").strip().split(" +");
            assertThat(exitCodes).hasSameSizeAs(Situation.values());
            return Stream.of(Situation.values())
                    .map(situation -> Arguments.of(
                            row.substring(0, row.indexOf('|')).strip(),
                            situation,
                            Integer.parseInt(exitCodes[situation.ordinal()])));
        });
    }

    @ParameterizedTest
    @MethodSource("table")
    void endsEachCommandWithTheCodeThatTheReadmeGives(String command, Situation situation, int exitCode) {
        if (situation != Situation.NOT_SIGNED_IN) {
            signIn();
        }
        arrange(situation);
        if (command.startsWith(LATE)) {
            clock.wind(Duration.ofMinutes(11));
        }

        Outcome outcome = run(command.replace(LATE, "").replace("KEY", KEY).split(" "));

        assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(exitCode);
        assertThat(outcome.err()).doesNotContain("Exception", "null", "ssss");
        List<String> failures = Arrays.stream(outcome.err().split("\n"))
                .filter(line -> line.startsWith("hubify: "))
                .toList();
        // What status has to say of nobody is its result.
        boolean said = exitCode != 0 && !(command.endsWith("auth status") && situation == Situation.NOT_SIGNED_IN);
        assertThat(failures)
                .hasSize(said ? 1 : 0)
                .allSatisfy(sentence -> assertThat(sentence).endsWith("."));
    }

    private void arrange(Situation situation) {
        switch (situation) {
            case NOT_SIGNED_IN -> server.on("/v1/api-keys/revoke", request -> Answer.empty(204));
            case CREDENTIAL_REFUSED -> {
                Answer no = Answer.empty(401).with("WWW-Authenticate", "Bearer error=\"invalid_token\"");
                PATHS.forEach(path -> server.on(path, request -> no));
                server.on("/oauth2/token", request -> Answer.oauthError("invalid_grant", "It has ended."));
                server.on("/oauth2/device_authorization", server.tokens::deviceAuthorization);
            }
            case SERVER_AWAY -> server.close();
            case SERVER_UNAVAILABLE -> everywhere(UNAVAILABLE);
            case SERVER_ANSWERS_WITH_A_PAGE -> everywhere(PAGE);
            case SERVER_ANSWERS_WITH_HALF_JSON -> everywhere(CUT_OFF);
            case SERVER_LEADS_ELSEWHERE -> everywhere(ELSEWHERE);
            case UNAVAILABLE_BEHIND_THE_METADATA -> behindTheMetadata(UNAVAILABLE);
            case A_PAGE_BEHIND_THE_METADATA -> behindTheMetadata(PAGE);
            case EMPTY_JSON_BEHIND_THE_METADATA -> behindTheMetadata(NOTHING);
            case ELSEWHERE_BEHIND_THE_METADATA -> behindTheMetadata(ELSEWHERE);
        }
    }

    private void everywhere(Answer answer) {
        server.on(OPENID, request -> answer);
        behindTheMetadata(answer);
    }

    private void behindTheMetadata(Answer answer) {
        PATHS.forEach(path -> server.on(path, request -> answer));
    }
}
