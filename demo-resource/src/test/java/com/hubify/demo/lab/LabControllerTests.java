package com.hubify.demo.lab;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.demo.api.Ids;
import com.hubify.identity.resource.Caller;
import com.hubify.identity.resource.test.TestIssuer;
import com.hubify.identity.resource.test.WithCaller;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@WebMvcTest(LabController.class)
@Import({Labs.class, Ids.class})
@TestIssuer
@DirtiesContext(classMode = DirtiesContext.ClassMode.AFTER_CLASS)
class LabControllerTests {

    @Autowired
    private MockMvcTester http;

    @Test
    @WithCaller(scopes = "labs:read")
    void listsLabsInTheEnvelope() {
        MvcTestResult answer = http.get().uri("/v1/labs?limit=2").exchange();

        assertThat(answer).hasStatusOk().bodyJson().isLenientlyEqualTo("""
                {"data": [{"id": "lab_00biology", "name": "Yeast Growth Curves", "slug": "yeast-growth-curves",
                           "template": "biology", "visibility": "public", "experiment_count": 1, "agent_count": 0,
                           "created_at": "2026-04-16T14:05:00Z"}, {"id": "lab_00cosmology"}],
                 "meta": {"next_cursor": "lab_00cosmology", "has_more": true}}""");
    }

    @Test
    @WithCaller(scopes = "labs:read")
    void saysTheRequestIdTwice() {
        MvcTestResult answer = http.get().uri("/v1/labs").exchange();

        assertThat(answer)
                .bodyJson()
                .extractingPath("$.meta.request_id")
                .isEqualTo(answer.getResponse().getHeader("X-Request-Id"));
    }

    @Test
    @WithCaller(scopes = "labs:read")
    void showsOneLabWithoutPaging() {
        MvcTestResult answer = http.get().uri("/v1/labs/lab_00ml").exchange();

        assertThat(answer).bodyJson().extractingPath("$.data.name").isEqualTo("Tiny Transformers");
        assertThat(answer).bodyJson().extractingPath("$.meta").asMap().containsOnlyKeys("request_id", "timestamp");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=0",
                "limit=101",
                "limit=ten",
                "limit=",
                "cursor=x",
                "cursor=",
                "limit=5&limit=6",
                "cursor=a_1&cursor=a_2"
            })
    @WithCaller(scopes = "labs:read")
    void refusesPagingThatMakesNoSense(String query) {
        assertThat(http.get().uri("/v1/labs?" + query)).satisfies(answer -> isError(answer, 400, "invalid_request"));
    }

    @Test
    @WithCaller(scopes = {"labs:read", "labs:write"})
    void createsChangesAndDeletes() {
        MvcTestResult created = post("{\"name\": \"Dark Energy\", \"template\": \"cosmology\"}");
        String path = String.valueOf(created.getResponse().getHeader(HttpHeaders.LOCATION));

        MvcTestResult changed = patch(path, "{\"visibility\": \"public\", \"name\": null}");
        MvcTestResult deleted = http.delete().uri(path).exchange();

        assertThat(created).hasStatus(HttpStatus.CREATED).bodyJson().isLenientlyEqualTo("""
                {"data": {"slug": "dark-energy", "template": "cosmology", "visibility": "private"}}""");
        assertThat(changed).hasStatusOk().bodyJson().isLenientlyEqualTo("""
                {"data": {"name": "Dark Energy", "visibility": "public"}}""");
        assertThat(deleted).hasStatus(HttpStatus.NO_CONTENT).body().isEmpty();
        assertThat(http.get().uri(path)).satisfies(answer -> isError(answer, 404, "not_found"));
    }

    @Test
    @WithCaller(
            scopes = {"labs:read", "labs:write"},
            subject = "user_leaving",
            signedInAgo = "50s")
    void deletesAllLabsOfWhoHasJustSignedIn() {
        String path = String.valueOf(post("{\"name\": \"One\"}").getResponse().getHeader(HttpHeaders.LOCATION));

        assertThat(http.delete().uri("/v1/labs")).hasStatus(HttpStatus.NO_CONTENT);
        assertThat(http.get().uri(path)).hasStatus(HttpStatus.NOT_FOUND);
        assertThat(http.get().uri("/v1/labs/lab_00ml")).hasStatusOk();
    }

    // Attack: the screen was left unlocked, or the token stolen, some time after the person signed in.
    @Test
    @WithCaller(
            scopes = {"labs:read", "labs:write"},
            subject = "user_away",
            signedInAgo = "62s")
    void asksToSignInAgainBeforeItDeletesAllLabs() {
        String path = String.valueOf(post("{\"name\": \"One\"}").getResponse().getHeader(HttpHeaders.LOCATION));
        MvcTestResult answer = http.delete().uri("/v1/labs").exchange();

        isError(answer, 401, "insufficient_user_authentication");
        assertThat(answer.getResponse().getHeader(HttpHeaders.WWW_AUTHENTICATE))
                .contains("error=\"insufficient_user_authentication\"", "max_age=\"60\"", "scope=\"labs:write\"");
        assertThat(http.get().uri(path)).hasStatusOk();
    }

    @Test
    @WithCaller(scopes = "labs:write", kind = Caller.Kind.API_KEY, keyId = "abcd1234", signedInAgo = "1s")
    void letsNoKeyDeleteAllLabs() {
        isError(http.delete().uri("/v1/labs").exchange(), 403, "forbidden");
    }

    @Test
    @WithCaller(scopes = "labs:write")
    void refusesSlugThatIsTaken() {
        post("{\"name\": \"One\", \"slug\": \"taken\"}");

        isError(post("{\"name\": \"Two\", \"slug\": \"taken\"}"), 409, "conflict");
    }

    @Test
    @WithCaller(scopes = "labs:write")
    void refusesToChangeTheLabOfAnother() {
        isError(patch("/v1/labs/lab_00ml", "{\"name\": \"Mine\"}"), 403, "forbidden");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ''                                     | The body must be one JSON object.
                    {                                      | The body must be one JSON object.
                    []                                     | The body must be one JSON object.
                    "name"                                 | The body must be one JSON object.
                    null                                   | The body must be one JSON object.
                    {"name": "a"} {"name": "b"}            | The body must be one JSON object.
                    {"name": "a", "name": "b"}             | The body must be one JSON object.
                    {}                                     | name must be one line of 1 to 100 characters.
                    {"name": null}                         | name must be one line of 1 to 100 characters.
                    {"name": 5}                            | name has the wrong type.
                    {"name": true}                         | name has the wrong type.
                    {"name": ["a"]}                        | name has the wrong type.
                    {"name": "a", "nmae": "b"}             | nmae is not a known member.
                    {"name": "a", "<script>": "b"}         | A member is not a known member.
                    {"name": "a", "template": "chemistry"} | template must be one of cosmology, ml, biology, blank.
                    {"name": "a", "visibility": ""}        | visibility must be one of public, private.
                    """)
    @WithCaller(scopes = "labs:write")
    void saysWhatIsWrongWithABody(String body, String sentence) {
        MvcTestResult answer = post(body);

        isError(answer, 400, "invalid_request");
        assertThat(answer).bodyJson().extractingPath("$.error.message").isEqualTo(sentence);
    }

    // Nesting a parser into exhaustion.
    @Test
    @WithCaller(scopes = "labs:write")
    void refusesDeepNesting() {
        isError(post("{\"name\": " + "[".repeat(10_000) + "]".repeat(10_000) + "}"), 400, "invalid_request");
    }

    @Test
    @WithCaller(scopes = "labs:write")
    void refusesBodyThatIsNotJson() {
        MvcTestResult answer = http.post()
                .uri("/v1/labs")
                .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .content("name=a")
                .exchange();

        isError(answer, 415, "unsupported_media_type");
    }

    @Test
    @WithCaller(scopes = "labs:read")
    void describesProblemsToThoseWhoAskForThem() {
        MvcTestResult answer = http.get()
                .uri("/v1/labs/lab_nowhere")
                .accept(MediaType.APPLICATION_PROBLEM_JSON, MediaType.APPLICATION_JSON)
                .exchange();

        assertThat(answer).hasStatus(HttpStatus.NOT_FOUND).hasContentType(MediaType.APPLICATION_PROBLEM_JSON);
        assertThat(answer).bodyJson().isLenientlyEqualTo("""
                {"status": 404, "title": "Not Found", "detail": "Lab does not exist.", "code": "not_found"}""");
    }

    @Test
    @WithCaller(scopes = "labs:read")
    void keepsToTheEnvelopeForThoseWhoPreferPlainJson() {
        MvcTestResult answer = http.get()
                .uri("/v1/labs/lab_nowhere")
                .header(HttpHeaders.ACCEPT, "application/json, application/problem+json;q=0.5")
                .exchange();

        isError(answer, 404, "not_found");
    }

    @Test
    @WithCaller(scopes = "labs:write")
    void namesTheMethodsItKnows() {
        MvcTestResult answer = http.put().uri("/v1/labs").exchange();

        isError(answer, 405, "method_not_allowed");
        assertThat(answer.getResponse().getHeader(HttpHeaders.ALLOW)).contains("GET", "POST");
    }

    @Test
    @WithCaller(scopes = "labs:read")
    void answersInJsonEvenToThoseWhoWantNone() {
        isError(http.get().uri("/v1/labs").accept(MediaType.TEXT_HTML).exchange(), 406, "not_acceptable");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/nothing", "/v1/labs/lab_00ml/agents", "/nothing", "/v1"})
    @WithCaller(scopes = "*")
    void knowsNoOtherPath(String path) {
        isError(http.get().uri(path).exchange(), 404, "not_found");
    }

    @ParameterizedTest
    @CsvSource({
        "GET,/v1/labs,labs:read",
        "POST,/v1/labs,labs:write",
        "GET,/v1/labs/lab_00ml,labs:read",
        "PATCH,/v1/labs/lab_00ml,labs:write",
        "DELETE,/v1/labs/lab_00ml,labs:write",
        "DELETE,/v1/labs,labs:write"
    })
    @WithCaller(scopes = {"experiments:*", "openid"})
    void namesTheScopeThatIsMissing(String method, String path, String scope) {
        MvcTestResult answer = http.method(org.springframework.http.HttpMethod.valueOf(method))
                .uri(path)
                .contentType(MediaType.APPLICATION_JSON)
                .content("{")
                .exchange();

        assertThat(answer).hasStatus(HttpStatus.FORBIDDEN);
        assertThat(answer.getResponse().getHeader(HttpHeaders.WWW_AUTHENTICATE))
                .contains("error=\"insufficient_scope\"", "scope=\"" + scope + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/labs", "/v1/nothing", "/nothing"})
    void asksForACredentialFirst(String path) {
        MvcTestResult answer = http.get().uri(path).exchange();

        isError(answer, 401, "unauthorized");
        assertThat(answer.getResponse().getHeader("X-Request-Id")).isNotBlank();
    }

    private MvcTestResult post(String body) {
        return http.post()
                .uri("/v1/labs")
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .exchange();
    }

    private MvcTestResult patch(String path, String body) {
        return http.patch()
                .uri(path)
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .exchange();
    }

    private static void isError(MvcTestResult answer, int status, String code) {
        assertThat(answer).hasStatus(status).hasContentTypeCompatibleWith(MediaType.APPLICATION_JSON);
        assertThat(answer).bodyJson().isLenientlyEqualTo("""
                {"error": {"code": "%s", "status": %d}}""".formatted(code, status));
        assertThat(answer)
                .bodyJson()
                .extractingPath("$.error.message")
                .asString()
                .isNotBlank();
    }
}
