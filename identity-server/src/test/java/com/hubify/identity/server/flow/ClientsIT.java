package com.hubify.identity.server.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
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
import org.junit.jupiter.params.provider.ValueSource;
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
                "'scope':'openid clients:write';scope",
                "'scope':'openid revocations:read';scope",
                "'grant_types':['urn:ietf:params:oauth:grant-type:device_code'],'redirect_uris':[],'scope':'clients:write';scope",
                "'client_id':'../x';client_id",
                "'client_id':'user_2hUbIfYsOlOsAmPlEuSeR000001';client_id",
                "'consent':'false';consent",
                "'redirect_uris':'';redirect_uris",
                "'redirect_uris':'https://app.example/cb';redirect_uris",
                "'access_token_ttl':'60';access_token_ttl",
                "'access_token_ttl':60.5;access_token_ttl",
                "'client_name':7;client_name",
                "'client_name':'\\ud800';client_name",
                "'redirect_uris':['https://app.example:0/cb'];redirect_uris",
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

    /** Fault: a rehearsal that is spelled otherwise is taken for the real thing. */
    @ParameterizedTest
    @ValueSource(strings = {"dry_run", "dry_run=", "dry_run=1", "dry_run=True", "dry_run=false&dry_run=true"})
    void makesNothingWhereItIsNotClearWhetherItShould(String query) {
        assertThat(post("/v1/clients?" + query, JOB.formatted("unclear")).status())
                .isEqualTo(400);
        assertThat(program.get("/v1/clients/unclear", reader()).status()).isEqualTo(404);
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

    /**
     * Attack: a program that may only register clients gives itself all of an operator's powers, by a client that has them: a new one,
     * a changed one, or one that it gives a new secret.
     */
    @Test
    void givesNoPowerThatTheOperatorLacks() {
        String strong = operator("clients:write audit:read");
        String json = """
                {"client_id":"%s","grant_types":["client_credentials"],"scope":"audit:read revocations:read"}""";
        create("weaker");

        assertThat(post("/v1/clients", json.formatted("stronger")).status()).isEqualTo(403);
        assertThat(post("/v1/clients/changes", "{\"create\":[" + json.formatted("stronger") + "]}")
                        .status())
                .isEqualTo(403);
        assertThat(patch("weaker", "{\"scope\":\"clients:*\"}", null).status()).isEqualTo(403);
        assertThat(program.post("/v1/clients", json.formatted("stronger"), strong)
                        .status())
                .isEqualTo(201);
        assertThat(post("/v1/clients/stronger/rotate-secret", "{}").status()).isEqualTo(403);
        assertThat(patch("stronger", "{\"client_name\":\"Renamed\"}", null).status())
                .isEqualTo(200);
        assertThat(program.post("/v1/clients/stronger/rotate-secret", "{}", strong)
                        .status())
                .isEqualTo(200);
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

    /**
     * Race: a client is disabled, or deleted, while it asks for tokens at two nodes. No token that it ever got is good once that is
     * answered, and it gets no other.
     */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void leavesNoTokenGoodThatIsMintedMeanwhile(boolean isDeleted) throws Exception {
        Program other = new Program(startNode());
        String secret = create("racing").datum("client_secret");
        Queue<String> minted = new ConcurrentLinkedQueue<>();

        List<Integer> last = together(5, i -> {
            if (i == 0) {
                Awaitility.await().until(() -> minted.size() >= 20);
                return isDeleted
                        ? delete("racing").status()
                        : post("/v1/clients/racing/disable", "{}").status();
            }
            Answer answer = mint(i % 2 == 0 ? program : other, "racing", secret);
            for (int j = 0; j < 1_000 && answer.status() == 200; j++) {
                minted.add(answer.text("access_token"));
                answer = mint(i % 2 == 0 ? program : other, "racing", secret);
            }
            return answer.status();
        });

        assertThat(last.get(0)).isEqualTo(isDeleted ? 204 : 200);
        assertThat(last.subList(1, last.size())).containsOnly(401);
        Awaitility.await().untilAsserted(() -> assertThat(minted).noneMatch(this::isAlive));
        FlowRedis.empty(context);
    }

    /** Race: a person's application is deleted while it refreshes at two nodes. */
    @Test
    void leavesNothingGoodThatIsRefreshedMeanwhile() throws Exception {
        Program other = new Program(startNode());
        post("/v1/clients", """
                {"client_id":"refreshing","token_endpoint_auth_method":"none","scope":"openid offline_access labs:read",
                "grant_types":["authorization_code","refresh_token"],"redirect_uris":["https://app.example/cb"]}""");
        CodeFlow flow = CodeFlow.of(server, browser, program, "refreshing", "https://app.example/cb")
                .asking("openid offline_access labs:read");
        Answer first = flow.redeem(flow.allow(CodeFlow.SOLO));
        Queue<String> minted = new ConcurrentLinkedQueue<>(List.of(first.text("access_token")));

        List<Integer> last = together(2, i -> {
            if (i == 0) {
                Awaitility.await().until(() -> minted.size() >= 5);
                return delete("refreshing").status();
            }
            Answer answer = first;
            for (int j = 0; j < 1_000 && answer.status() == 200; j++) {
                minted.add(answer.text("access_token"));
                answer = (j % 2 == 0 ? program : other)
                        .post(
                                "/oauth2/token",
                                FormText.of(
                                        "grant_type",
                                        "refresh_token",
                                        "refresh_token",
                                        answer.text("refresh_token"),
                                        "client_id",
                                        "refreshing"));
            }
            return answer.status();
        });

        assertThat(last)
                .satisfies(
                        all -> assertThat(all.get(0)).isEqualTo(204),
                        all -> assertThat(all.get(1)).isBetween(400, 401));
        Awaitility.await().untilAsserted(() -> assertThat(minted).noneMatch(this::isAlive));
    }

    /** Race: operators at two nodes change what they read. One of them does; the others are told. */
    @Test
    void letsOneOfManyChangeWhatTheyRead() throws Exception {
        Program other = new Program(startNode());
        create("edited");
        String operator = operator("clients:write");

        List<Integer> statuses = together(
                8, i -> patch(i % 2 == 0 ? program : other, operator, i).status());

        assertThat(statuses).filteredOn(status -> status == 200).hasSize(1);
        assertThat(statuses).filteredOn(status -> status == 412).hasSize(7);
        assertThat(program.get("/v1/clients/edited", reader()).datum("version")).isEqualTo("2");
    }

    private static Answer patch(Program node, String operator, int life) {
        return node.send(node.request("/v1/clients/edited")
                .header("Authorization", "Bearer " + operator)
                .header("Content-Type", "application/json")
                .header("If-Match", "\"1\"")
                .method("PATCH", HttpRequest.BodyPublishers.ofString("{\"access_token_ttl\":" + (60 + life) + "}")));
    }

    @Test
    void changesManyAtOnceOrNone() {
        create("many-there");

        Answer refused = post("/v1/clients/changes?dry_run=true", """
                {"create":[{"client_id":"many-1","grant_types":["client_credentials"],"scope":"labs:read"},
                {"client_id":"many-2","redirect_uris":["javascript:x"]},{"client_id":"many 3"},{"client_id":"demo-machine"}],
                "update":[{"client_id":"many-there","version":7,"change":{"scope":"labs:read"}}]}""");
        JsonNode named = refused.json().at("/data/refused");
        assertThat(refused.status()).isEqualTo(200);
        assertThat(named.findValuesAsString("client_id"))
                .containsExactly("demo-machine", "many 3", "many-2", "many-there");
        assertThat(named.get(2).path("message").asString()).contains("redirect_uris", "scope");

        Answer made = post("/v1/clients/changes", """
                {"create":[{"client_id":"many-1","grant_types":["client_credentials"],"scope":"labs:read"}],
                "update":[{"client_id":"many-there","version":1,"change":{"client_name":"Renamed"}}]}""");
        assertThat(made.status()).isEqualTo(200);
        assertThat(mint(
                                program,
                                "many-1",
                                made.json().at("/data/created/0/client_secret").asString())
                        .status())
                .isEqualTo(200);
        assertThat(program.get("/v1/clients/many-there", reader()).datum("client_name"))
                .isEqualTo("Renamed");

        assertThat(post("/v1/clients/changes", "{\"create\":[{\"client_id\":\"many-1\"},{\"client_id\":\"many-9\"}]}")
                        .status())
                .isEqualTo(400);
        assertThat(program.get("/v1/clients/many-9", reader()).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'create':[null]}",
                "{'create':[{'grant_types':['client_credentials']}]}",
                "{'create':[{'client_id':'twice'},{'client_id':'twice'}]}",
                "{'create':[{'client_id':'twice'}],'update':[{'client_id':'twice'}]}",
                "{'update':[{'client_id':'x','changes':{}}]}",
                "{'create':[{'client_id':'x','consent':'true'}]}",
                "{'create':[{'client_id':'x','scope':'a:b','scope':'c:d'}]}",
                "{'create':{}}",
                "[]"
            })
    void refusesWhatIsNoListOfChanges(String body) {
        assertThat(post("/v1/clients/changes", body.replace('\'', '"')).status())
                .isEqualTo(400);
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
