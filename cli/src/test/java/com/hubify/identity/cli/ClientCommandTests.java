package com.hubify.identity.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.cli.TestMachine.Outcome;
import com.hubify.identity.cli.terminal.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Clients one by one, and as a file says. */
class ClientCommandTests extends CommandTest {

    private static final String CLIENTS = "/v1/clients";

    private static final String CHANGES = CLIENTS + "/changes";

    private static final String JOB = """
            {"client_id":"night-job","client_name":"night-job","token_endpoint_auth_method":"client_secret_basic",
            "grant_types":["client_credentials"],"response_types":[],"redirect_uris":[],"post_logout_redirect_uris":[],
            "scope":"labs:read papers:read","default_scope":"","consent":true,"introspection":false,"require_pkce":true,
            "id_token_signed_response_alg":"RS256","id_token_claims":[],"access_token_ttl":600,"refresh_token_ttl":2592000,
            "logo_uri":null,"policy_uri":null,"client_uri":null,"source":"api","status":"active","version":7}""";

    private static final String CONFIGURED = JOB.replace("night-job", "fixed").replace("\"api\"", "\"configuration\"");

    @BeforeEach
    void signInFirst() {
        signIn();
        list(JOB + "," + CONFIGURED);
        changes("", "{\"client_id\":\"new-job\",\"client_secret\":\"s3cret\",\"version\":1}");
    }

    private void changes(String refused, String created) {
        server.on(
                CHANGES,
                request -> Answer.json(
                        200,
                        request.query().isEmpty()
                                ? "{\"data\":{\"created\":[" + created + "],\"updated\":[],\"refused\":[" + refused
                                        + "]}}"
                                : "{\"data\":{\"refused\":[]}}"));
    }

    private void list(String clients) {
        server.on(
                CLIENTS,
                request -> request.method().equals("GET")
                        ? Answer.json(200, "{\"data\":[" + clients + "],\"meta\":{\"has_more\":false}}")
                        : Answer.json(201, "{\"data\":{\"client_id\":\"new-job\",\"client_secret\":\"s3cret\"}}"));
    }

    private Path file(String yaml) throws IOException {
        return Files.writeString(home.resolve("clients.yaml"), yaml);
    }

    private Outcome apply(String yaml, String... more) throws IOException {
        String[] arguments = new String[4 + more.length];
        System.arraycopy(new String[] {"clients", "apply", "-f", file(yaml).toString()}, 0, arguments, 0, 4);
        System.arraycopy(more, 0, arguments, 4, more.length);
        return run(arguments);
    }

    @Test
    void changesNothingWhereAllIsAsTheFileSays() throws IOException {
        Outcome applied = apply("""
                clients:
                  - client_id: night-job
                    grant_types: [client_credentials]
                    scope: [papers:read, labs:read]
                """);

        assertThat(applied.exitCode()).as(applied.err()).isZero();
        assertThat(applied.out()).contains("\"unchanged\": 1");
        assertThat(server.seen(CLIENTS)).allMatch(request -> request.method().equals("GET"));
    }

    @Test
    void sendsWhatDiffersAndTheVersionItWasReadWith() throws IOException {
        Outcome applied = apply("""
                clients:
                  - client_id: night-job
                    grant_types: [client_credentials]
                    scope: labs:read
                    access_token_ttl: 300
                """, "--yes");

        assertThat(applied.exitCode()).as(applied.err()).isZero();
        assertThat(applied.err())
                .contains(
                        "~ night-job",
                        "scope: \"labs:read papers:read\" -> \"labs:read\"",
                        "access_token_ttl: 600 -> 300");
        assertThat(server.seen(CHANGES))
                .hasSize(2)
                .allMatch(request -> request.body()
                        .equals("{\"create\":[],\"update\":[{\"client_id\":\"night-job\",\"version\":7,"
                                + "\"change\":{\"scope\":\"labs:read\",\"access_token_ttl\":300}}]}"));
        assertThat(server.seen(CHANGES).get(0).query()).isEqualTo("dry_run=true");
    }

    @Test
    void registersANewClientAndShowsItsSecretOnce() throws IOException {
        Outcome applied = apply("""
                clients:
                  - client_id: night-job
                    grant_types: [client_credentials]
                    scope: labs:read papers:read
                  - client_id: new-job
                    grant_types: [client_credentials]
                    scope: labs:read
                """, "--yes");

        assertThat(applied.exitCode()).as(applied.err()).isZero();
        assertThat(applied.out()).contains("\"created\": [\"new-job\"]", "\"new-job\": \"s3cret\"");
        assertThat(applied.err()).doesNotContain("s3cret");
    }

    @Test
    void tellsCiThatThereIsADifference() throws IOException {
        Outcome rehearsed = apply("clients: []", "--prune", "--dry-run");

        assertThat(rehearsed.exitCode()).isEqualTo(ExitCode.DIFFERENT.number());
        assertThat(rehearsed.out()).contains("\"deleted\": [\"night-job\"]");
        assertThat(rehearsed.err()).contains("- night-job").doesNotContain("- fixed");
        assertThat(run("clients", "diff", "-f", file("clients: []").toString()).exitCode())
                .isZero();
    }

    @Test
    void readsAllPagesBeforeItCompares() throws IOException {
        server.on(
                CLIENTS,
                request -> request.query().contains("cursor=fixed")
                        ? Answer.json(200, "{\"data\":[" + JOB + "],\"meta\":{\"has_more\":false}}")
                        : Answer.json(
                                200,
                                "{\"data\":[" + CONFIGURED
                                        + "],\"meta\":{\"has_more\":true,\"next_cursor\":\"fixed\"}}"));

        Outcome applied = apply("""
                clients:
                  - client_id: night-job
                    grant_types: [client_credentials]
                    scope: labs:read papers:read
                """, "--prune", "--yes");

        assertThat(applied.exitCode()).as(applied.err()).isZero();
        assertThat(applied.out()).contains("\"unchanged\": 1");
    }

    @Test
    void deletesWhatTheFileDoesNotHaveButNoneOfTheConfiguration() throws IOException {
        server.on(CLIENTS + "/night-job", request -> Answer.empty(204));

        Outcome applied = apply("clients: []", "--prune", "--yes");

        assertThat(applied.exitCode()).as(applied.err()).isZero();
        assertThat(server.seen())
                .filteredOn(request -> request.method().equals("DELETE"))
                .extracting(Request::path)
                .containsExactly(CLIENTS + "/night-job");
    }

    /** What the server made is told, its secrets too: they can't be had again. */
    @Test
    void namesEachChangeThatWasNotMadeAndKeepsSecretsOfTheOthers() throws IOException {
        list("");
        String taken = "{\"client_id\":\"%s\",\"code\":\"conflict\",\"message\":\"It is registered already.\"}";
        changes(
                taken.formatted("taken") + "," + taken.formatted("also-taken"),
                "{\"client_id\":\"made\",\"client_secret\":\"s3cret\"}");

        Outcome applied = apply("""
                clients:
                  - client_id: made
                  - client_id: taken
                  - client_id: also-taken
                """, "--yes");

        assertThat(applied.exitCode()).isEqualTo(ExitCode.REFUSED.number());
        assertThat(applied.out())
                .contains("\"created\": [\"made\"]", "\"made\": \"s3cret\"")
                .doesNotContain("taken");
        assertThat(applied.err()).contains("2 of 3 changes were not made", ":3: taken: ", ":4: also-taken: ");
    }

    /** Fault: the server goes away in the middle. What it made before is told, and nothing more is deleted. */
    @Test
    void stopsWhereTheServerDoes() throws IOException {
        StringBuilder yaml = new StringBuilder("clients:\n");
        for (int i = 0; i < 300; i++) {
            yaml.append("  - client_id: job-%03d%n".formatted(i));
        }
        server.on(CHANGES, request -> {
            if (!request.query().isEmpty()) {
                return Answer.json(200, "{\"data\":{\"refused\":[]}}");
            }
            return request.body().contains("job-299")
                    ? Answer.envelope(503, "unavailable", "Not now.")
                    : Answer.json(
                            200, "{\"data\":{\"created\":[{\"client_id\":\"job-000\",\"client_secret\":\"s3cret\"}]}}");
        });

        Outcome applied = apply(yaml.toString(), "--prune", "--yes");

        assertThat(applied.exitCode()).isEqualTo(ExitCode.UNREACHABLE.number());
        assertThat(applied.out())
                .contains("\"job-000\": \"s3cret\"", "\"job-249\"")
                .doesNotContain("job-250");
        assertThat(applied.err()).contains("51 of 301 changes were not made");
        assertThat(server.seen()).noneMatch(request -> request.method().equals("DELETE"));
    }

    @Test
    void asksBeforeItChangesAnything() throws IOException {
        assertThat(apply("clients: []", "--prune").exitCode()).isEqualTo(ExitCode.USAGE.number());

        assertThat(server.seen()).noneMatch(request -> request.method().equals("DELETE"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "clients:\\n  - client_id: a\\n    redirect_uri: [x]|:3: a: unknown member redirect_uri. Did you mean redirect_uris?",
                "clients:\\n  - client_id: a\\n    consent: maybe|:3: a: consent must be true or false.",
                "clients:\\n  - client_id: a\\n    require_pkce: on|:3: a: require_pkce must be true or false.",
                "clients:\\n  - client_id: a\\n    consent: yes|:3: a: consent must be true or false.",
                "{}|must be a mapping with the list clients.",
                "clients:\\n  - client_id: a\\n    scope: {x: y}|:3: a: scope must be a text, or a list of texts.",
                "clients:\\n  - client_id: a\\n    access_token_ttl: 5m|:3: a: access_token_ttl must be a number of seconds.",
                "clients:\\n  - client_id: a\\n  - client_id: a|:3: a is there twice",
                "clients:\\n  - client_id: 5|:2: client_id is missing, or no text",
                "clients:\\n  - client_id: a\\n    scope: x\\n    scope: y|:4: scope is there twice",
                "clients: {a: b}|clients must be a list",
                "client:\\n  - client_id: a|unknown member client;",
                "clients: [|is no valid YAML",
                "a: &a [x,x]\\nb: [*a,*a]|is no valid YAML",
                "clients:\\n  - client_id: fixed\\n    scope: '*'|fixed is one of the server's configuration"
            })
    void refusesAFileWithAMistakeWhole(String yaml, String told) throws IOException {
        Outcome refused = apply(yaml.replace("\\n", "\n"), "--yes");

        assertThat(refused.exitCode()).as(refused.err()).isEqualTo(ExitCode.USAGE.number());
        assertThat(refused.err()).contains(told).contains("Nothing was changed.");
        assertThat(server.seen(CLIENTS)).allMatch(request -> request.method().equals("GET"));
    }

    /** The server's rules are not the command's: it is asked about all changes before the first is made. */
    @Test
    void appliesNothingWhereTheServerRefusesOne() throws IOException {
        list("");
        server.on(
                CHANGES,
                request -> Answer.json(
                        200,
                        "{\"data\":{\"refused\":[{\"client_id\":\"bad\",\"code\":\"invalid_request\","
                                + "\"message\":\"scope is bad.\"}]}}"));

        Outcome refused = apply("""
                clients:
                  - client_id: good
                    scope: labs:read
                  - client_id: bad
                    scope: labs
                """, "--yes");

        assertThat(refused.exitCode()).as(refused.err()).isEqualTo(ExitCode.USAGE.number());
        assertThat(refused.err()).contains(":4: bad: ").contains("scope is bad");
        assertThat(server.seen(CHANGES)).hasSize(1).allMatch(request -> "dry_run=true".equals(request.query()));
    }

    @Test
    void registersOneClient() {
        Outcome created = run(
                "clients",
                "create",
                "new-job",
                "--grant-type",
                "client_credentials",
                "--scope",
                "labs:read,papers:read");

        assertThat(created.exitCode()).as(created.err()).isZero();
        assertThat(created.out()).contains("\"client_secret\": \"s3cret\"");
        assertThat(server.seen(CLIENTS).get(0).body())
                .isEqualTo("{\"grant_types\":[\"client_credentials\"],\"scope\":\"labs:read papers:read\","
                        + "\"client_id\":\"new-job\"}");
    }

    @Test
    void changesOneClient() {
        server.on(CLIENTS + "/night-job", request -> Answer.json(200, "{\"data\":" + JOB + "}"));
        server.on(CLIENTS + "/night-job/disable", request -> Answer.json(200, "{\"data\":" + JOB + "}"));

        assertThat(run("clients", "update", "night-job", "--no-consent").exitCode())
                .isZero();
        assertThat(server.seen(CLIENTS + "/night-job").get(0).body()).isEqualTo("{\"consent\":false}");
        assertThat(run("clients", "update", "night-job").exitCode()).isEqualTo(ExitCode.USAGE.number());
        assertThat(run("clients", "disable", "night-job").exitCode()).isZero();
        assertThat(run("clients", "delete", "night-job").exitCode()).isEqualTo(ExitCode.USAGE.number());
    }
}
