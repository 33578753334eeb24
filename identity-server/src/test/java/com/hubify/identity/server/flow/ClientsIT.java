package com.hubify.identity.server.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** An operator registers clients, changes them and ends them, while the server runs. */
@FlowTest
class ClientsIT extends AbstractFeedFlow {

    private static final String JOB = """
            {"client_id":"%s","client_name":"Night job","grant_types":["client_credentials"],"scope":"labs:read"}""";

    @Test
    void registersAClientThatGetsTokens() {
        Answer made = create("night-job");

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.header("Location")).contains("/v1/clients/night-job");
        assertThat(made.header("ETag")).contains("\"1\"");
        assertThat(made.datum("source")).isEqualTo("api");
        assertThat(mint(program, "night-job", made.datum("client_secret")).status())
                .isEqualTo(200);
        assertThat(program.get("/v1/clients/night-job", reader())
                        .json()
                        .path("data")
                        .propertyNames())
                .contains("client_name", "scope", "secrets", "status", "version")
                .doesNotContain("client_secret");
    }

    @Test
    void listsPageByPageWithThoseOfTheConfiguration() {
        IntStream.range(0, 5).forEach(i -> create("listed-" + i));

        Answer first = program.get("/v1/clients?limit=3&cursor=listed", reader());
        Answer second = program.get(
                "/v1/clients?limit=2&cursor="
                        + first.json().at("/meta/next_cursor").asString(),
                reader());

        assertThat(first.json().path("data").findValuesAsString("client_id"))
                .containsExactly("listed-0", "listed-1", "listed-2");
        assertThat(second.json().path("data").findValuesAsString("client_id")).containsExactly("listed-3", "listed-4");
        assertThat(program.get("/v1/clients?limit=100", reader())
                        .json()
                        .path("data")
                        .findValuesAsString("client_id"))
                .contains("demo-machine", "listed-4")
                .isSorted();
    }

    /** Attack: who may change clients takes over one that the configuration has given more than that. */
    @Test
    void leavesClientsOfTheConfigurationAlone() {
        assertThat(create("demo-machine").status()).isEqualTo(409);
        for (Answer answer : List.of(
                post("/v1/clients/demo-machine/rotate-secret", "{}"),
                post("/v1/clients/demo-machine/disable", "{}"),
                patch("demo-machine", "{\"scope\":\"*\"}", null),
                delete("demo-machine"))) {
            assertThat(answer.status()).isEqualTo(409);
            assertThat(answer.json().at("/error/message").asString()).contains("configuration");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {
                "'redirect_uris':['http://app.example/cb'];redirect_uris",
                "'redirect_uris':['https://app.example/*'];redirect_uris",
                "'redirect_uris':['https://app.example/#f'];redirect_uris",
                "'redirect_uris':['javascript:alert(1)'];redirect_uris",
                "'redirect_uris':['data:text/html,x'];redirect_uris",
                "'redirect_uris':[];redirect_uris",
                "'token_endpoint_auth_method':'none','grant_types':['client_credentials'],'redirect_uris':[];grant_types",
                "'token_endpoint_auth_method':'private_key';token_endpoint_auth_method",
                "'grant_types':['password'];grant_types",
                "'response_types':['token'];response_types",
                "'scope':'labs';scope",
                "'scope':'labs:read  x:y';scope",
                "'default_scope':'papers:write';default_scope",
                "'client_id':'a b';client_id",
                "'client_id':'../x';client_id",
                "'client_name':'\\u202Eevil';client_name",
                "'access_token_ttl':-1;access_token_ttl",
                "'access_token_ttl':864000;access_token_ttl",
                "'logo_uri':'javascript:x';logo_uri",
                "'client_secret':'chosen';unknown member",
                "'redirect_uri':['https://app.example/cb'];unknown member",
            })
    void refusesWhatIsWrongByTheMembersName(String members, String named) {
        String sound = "\"grant_types\":[\"authorization_code\"],\"redirect_uris\":[\"https://app.example/cb\"],"
                + "\"scope\":\"openid labs:read\"";
        String json = members.replace('\'', '"');
        String rest = List.of(sound.split(",(?=\")")).stream()
                .filter(member -> !json.contains(member.substring(0, member.indexOf(':') + 1)))
                .reduce(json, (all, member) -> all + "," + member);

        Answer refused = post("/v1/clients", "{" + rest + "}");

        assertThat(refused.status()).as(rest).isEqualTo(400);
        assertThat(refused.json().at("/error/message").asString()).contains(named);
    }

    @Test
    void changesWhatIsNamedAndNothingElse() {
        create("changed");

        Answer changed = patch("changed", "{\"scope\":\"labs:read papers:read\"}", "\"1\"");

        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.datum("scope")).isEqualTo("labs:read papers:read");
        assertThat(changed.datum("client_name")).isEqualTo("Night job");
        assertThat(patch("changed", "{\"scope\":\"labs:read\"}", "\"1\"").status())
                .isEqualTo(412);
        assertThat(patch("changed", "{\"client_id\":\"other\"}", null).status()).isEqualTo(400);
        assertThat(patch("changed", "{\"token_endpoint_auth_method\":\"none\"}", null)
                        .status())
                .isEqualTo(400);
        assertThat(patch("unknown", "{}", null).status()).isEqualTo(404);
    }

    @Test
    void takesTwoSecretsWhileOneReplacesTheOther() {
        String before = create("rolled").datum("client_secret");

        String after = post("/v1/clients/rolled/rotate-secret", "{\"overlap\":\"PT1H\"}")
                .datum("client_secret");

        assertThat(mint(program, "rolled", before).status()).isEqualTo(200);
        assertThat(mint(program, "rolled", after).status()).isEqualTo(200);
        JsonNode secrets = program.get("/v1/clients/rolled", reader()).json().at("/data/secrets");
        assertThat(secrets.size()).isEqualTo(2);
        assertThat(secrets.findValuesAsString("last_used_at")).doesNotContain("null", "");

        String last = post("/v1/clients/rolled/rotate-secret", "{\"overlap\":\"PT0S\"}")
                .datum("client_secret");
        assertThat(mint(program, "rolled", before).status()).isEqualTo(401);
        assertThat(mint(program, "rolled", after).status()).isEqualTo(401);
        assertThat(mint(program, "rolled", last).status()).isEqualTo(200);
    }

    @Test
    void endsAllThatADisabledClientGot() {
        String secret = create("ended").datum("client_secret");
        String token = mint(program, "ended", secret).text("access_token");

        assertThat(post("/v1/clients/ended/disable", "{}").datum("status")).isEqualTo("disabled");

        assertThat(mint(program, "ended", secret).status()).isEqualTo(401);
        assertThat(isAlive(token)).isFalse();
        assertThat(post("/v1/clients/ended/enable", "{}").datum("status")).isEqualTo("active");
        assertThat(mint(program, "ended", secret).status()).isEqualTo(200);
        assertThat(isAlive(token)).isFalse();
        assertThat(delete("ended").status()).isEqualTo(204);
        assertThat(mint(program, "ended", secret).text("error")).isEqualTo("invalid_client");
        assertThat(delete("ended").status()).isEqualTo(404);
    }

    /** A single-page application that was registered a moment ago gets its tokens by a request of its page. */
    @Test
    void letsAPageOfANewPublicClientAsk() {
        assertThat(preflight("https://spa.example")).isEmpty();

        post("/v1/clients", """
                {"client_id":"spa","token_endpoint_auth_method":"none","scope":"openid",
                "redirect_uris":["https://spa.example/callback","http://127.0.0.1/callback"]}""");

        Awaitility.await().until(() -> preflight("https://spa.example").isPresent());
        assertThat(preflight("https://spa.example")).contains("https://spa.example");
        assertThat(preflight("https://other.example")).isEmpty();
        assertThat(preflight("https://spa.example.other")).isEmpty();
        assertThat(preflight("null")).isEmpty();
        delete("spa");
        Awaitility.await().until(() -> preflight("https://spa.example").isEmpty());
    }

    private Optional<String> preflight(String origin) {
        return program.send(program.request("/oauth2/token")
                        .header("Origin", origin)
                        .header("Access-Control-Request-Method", "POST")
                        .method("OPTIONS", HttpRequest.BodyPublishers.noBody()))
                .header("Access-Control-Allow-Origin");
    }

    @Test
    void isForThoseWhoMay() {
        String weak = machineToken("labs:read").text("access_token");

        assertThat(program.get("/v1/clients", weak).status()).isEqualTo(403);
        assertThat(program.post("/v1/clients", JOB.formatted("weak"), reader()).status())
                .isEqualTo(403);
        assertThat(program.get("/v1/clients", "nonsense").status()).isEqualTo(401);
    }

    /** Attack, or two deployments at once: one id is registered sixteen times on two nodes. */
    @Test
    void registersAnIdOnce() throws Exception {
        Program other = new Program(startNode());
        String operator = operator("clients:write");

        List<Integer> statuses = together(
                16,
                i -> (i % 2 == 0 ? program : other)
                        .post("/v1/clients", JOB.formatted("contested"), operator)
                        .status());

        assertThat(statuses).filteredOn(status -> status == 201).hasSize(1);
        assertThat(statuses).filteredOn(status -> status == 409).hasSize(15);
    }

    /** A secret is rolled while the client asks for tokens at two nodes: no request is lost. */
    @Test
    void losesNoRequestWhileASecretIsRolled() throws Exception {
        Program other = new Program(startNode());
        String before = create("busy").datum("client_secret");
        AtomicBoolean isRolled = new AtomicBoolean();

        List<Integer> statuses = together(8, i -> {
            Program node = i % 2 == 0 ? program : other;
            if (i == 0) {
                String after = post("/v1/clients/busy/rotate-secret", "{\"overlap\":\"PT1H\"}")
                        .datum("client_secret");
                isRolled.set(true);
                return mint(other, "busy", after).status();
            }
            int worst = 200;
            while (!isRolled.get()) {
                worst = Math.max(worst, mint(node, "busy", before).status());
            }
            return Math.max(worst, mint(node, "busy", before).status());
        });

        assertThat(statuses).containsOnly(200);
    }

    private static List<Integer> together(int count, IntFunction<Integer> act) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(count);
        try {
            List<Future<Integer>> all = IntStream.range(0, count)
                    .mapToObj(i -> threads.submit(() -> act.apply(i)))
                    .toList();
            List<Integer> results = new ArrayList<>();
            for (Future<Integer> one : all) {
                results.add(one.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }

    private Answer create(String id) {
        return post("/v1/clients", JOB.formatted(id));
    }

    private static Answer mint(Program node, String client, String secret) {
        return node.post("/oauth2/token", FormText.of("grant_type", "client_credentials"), client, secret);
    }

    private Answer post(String path, String json) {
        return program.post(path, json, operator("clients:write"));
    }

    private Answer patch(String id, String json, @Nullable String version) {
        HttpRequest.Builder request = program.request("/v1/clients/" + id)
                .header("Authorization", "Bearer " + operator("clients:write"))
                .header("Content-Type", "application/json")
                .method("PATCH", HttpRequest.BodyPublishers.ofString(json));
        return program.send(version == null ? request : request.header("If-Match", version));
    }

    private Answer delete(String id) {
        return program.send(program.request("/v1/clients/" + id)
                .header("Authorization", "Bearer " + operator("clients:write"))
                .DELETE());
    }

    private String reader() {
        return operator("clients:read");
    }

    private String operator(String scope) {
        return clientToken(program, "demo-operator", "demo-operator-secret", scope);
    }

    private boolean isAlive(String token) {
        return program.post("/oauth2/introspect", FormText.of("token", token), "demo-resource", "demo-resource-secret")
                .flag("active");
    }
}
