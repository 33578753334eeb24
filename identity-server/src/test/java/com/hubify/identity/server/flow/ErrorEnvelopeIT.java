package com.hubify.identity.server.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever refuses a request of the API, a controller, security, a filter or Tomcat: a program reads one form. */
@FlowTest
class ErrorEnvelopeIT extends AbstractFlow {

    @ParameterizedTest
    @CsvSource({
        "400, invalid_request,        POST /v1/api-keys,          person, Content-Type: application/json,    '{'",
        "400, invalid_request,        POST /v1/api-keys,          person, Content-Type: application/json,    '[]'",
        "400, invalid_request,        GET /v1/api-keys?limit=ten, person, X: x,                              ''",
        "400, invalid_request,        GET /v1//api-keys,          person, X: x,                              ''",
        "400, invalid_request,        GET /v1/api-keys;a=b,       person, X: x,                              ''",
        "401, unauthorized,           GET /v1/api-keys,           nobody, X: x,                              ''",
        "401, unauthorized,           PUT /v1/api-keys,           nobody, X: x,                              ''",
        "401, unauthorized,           GET /v1/nowhere,            nobody, X: x,                              ''",
        "401, unauthorized,           GET /v1/api-keys,           nobody, Authorization: Bearer x,           ''",
        "400, invalid_request,        POST /v1/api-keys/verify,   nobody, Content-Type: application/json,    '{\"key\":\"x\"}'",
        "403, forbidden,              GET /v1/signing-keys,       person, X: x,                              ''",
        "404, not_found,              GET /v1/nowhere,            person, X: x,                              ''",
        "404, not_found,              GET /v1,                    person, X: x,                              ''",
        "404, not_found,              DELETE /v1/api-keys/abcdef, person, X: x,                              ''",
        "404, not_found,              GET /nowhere,               nobody, X: x,                              ''",
        "405, method_not_allowed,     PUT /v1/api-keys,           person, X: x,                              ''",
        "406, not_acceptable,         GET /v1/api-keys,           person, Accept: text/html,                 ''",
        "415, unsupported_media_type, POST /v1/api-keys,          person, Content-Type: text/plain,          'x'",
        "415, unsupported_media_type, POST /v1/revocations,       person, Content-Type: application/xml,     '<x/>'"
    })
    void hasTheSameMembers(int status, String code, String line, String who, String header, String body) {
        assertEnvelope(program.send(request(line, who, header, body)), status, code);
    }

    /** Attack: a body that is too long, with a length and without; Tomcat refuses both, not the API. */
    @ParameterizedTest
    @ValueSource(strings = {"/v1/api-keys", "/v1/nowhere"})
    void hasTheSameMembersPastALimit(String path) {
        String body = "{\"name\":\"" + "x".repeat(200_000) + "\"}";

        assertEnvelope(
                program.send(request("POST " + path, "person", "Content-Type: application/json", body)),
                413,
                "payload_too_large");
    }

    /** Attack: a head that is too long. Tomcat answers before it knows the path; it says nothing of itself. */
    @Test
    void answersAHeadThatIsTooLong() {
        Answer refused = program.send(request("GET /v1/api-keys", "person", "X: " + "x".repeat(20_000), ""));

        assertThat(refused.status()).isIn(400, 431);
        assertThat(refused.body()).doesNotContain("Tomcat", "Exception");
    }

    @ParameterizedTest
    @CsvSource({
        "GET /v1/nowhere, person, 404",
        "PUT /v1/api-keys, person, 405",
        "GET /v1//api-keys, person, 400",
        "GET /v1/api-keys, nobody, 401",
        "GET /nowhere, nobody, 404"
    })
    void isAProblemForWhoeverAsksForOne(String line, String who, int status) {
        Answer refused = program.send(request(line, who, "Accept: application/problem+json", ""));

        assertThat(refused.header("Content-Type")).hasValue("application/problem+json");
        assertThat(refused.json().propertyNames())
                .containsExactly("type", "title", "status", "detail", "code", "request_id");
        assertThat(refused.json().path("status").asInt()).isEqualTo(status);
        assertThat(refused.header("X-Request-Id")).hasValue(refused.text("request_id"));
    }

    private static void assertEnvelope(Answer refused, int status, String code) {
        assertThat(refused.status()).as(refused.body()).isEqualTo(status);
        assertThat(refused.header("Content-Type")).hasValue("application/json");
        assertThat(refused.json().propertyNames()).containsExactly("error", "meta");
        assertThat(refused.json().path("error").propertyNames()).containsExactly("code", "message", "status");
        assertThat(refused.json().path("meta").propertyNames()).containsExactly("request_id");
        assertThat(refused.json().at("/error/code").asString()).isEqualTo(code);
        assertThat(refused.json().at("/error/message").asString()).isNotBlank();
        assertThat(refused.json().at("/error/status").asInt()).isEqualTo(status);
        assertThat(refused.json().at("/meta/request_id").asString()).matches("req_[0-9a-f]{16}");
        assertThat(refused.headers().allValues("X-Request-Id"))
                .containsExactly(refused.json().at("/meta/request_id").asString());
    }

    private HttpRequest.Builder request(String line, String who, String header, String body) {
        String[] words = line.split(" ");
        String[] field = header.split(": ");
        HttpRequest.Builder request = program.request(words[1])
                .header(field[0], field[1])
                .method(words[0], HttpRequest.BodyPublishers.ofString(body));
        return who.equals("person")
                ? request.header(
                        "Authorization", "Bearer " + cliTokens(ALL_OF_CLI).text("access_token"))
                : request;
    }
}
