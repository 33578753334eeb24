package com.hubify.identity.server.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a stranger can send without a credential, and what becomes of it. */
@FlowTest
@Timeout(60)
class RequestLimitsIT extends AbstractFlow {

    record Request(String method, String path, String type) {

        String head(String... headers) {
            return method + " " + path + " HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\nContent-Type: " + type
                    + "\r\n" + String.join("\r\n", headers) + "\r\n\r\n";
        }
    }

    static Stream<Request> requests() {
        return Stream.of("POST", "PUT", "PATCH", "DELETE", "GET")
                .flatMap(method -> Stream.of(
                                "/",
                                "/oauth2/token",
                                "/oauth2/authorize",
                                "/v1/api-keys",
                                "/actuator/health",
                                "/nowhere")
                        .flatMap(path -> Stream.of(
                                        "application/x-www-form-urlencoded",
                                        "multipart/form-data; boundary=b",
                                        "application/json")
                                .map(type -> new Request(method, path, type))));
    }

    /** Attack: a form of 150 MB fills the memory, or nine parts of 1 MB the disk, before security has looked at anything. */
    @ParameterizedTest
    @MethodSource("requests")
    void refusesWhatIsDeclaredTooLarge(Request request) throws IOException {
        String answer = send(request.head("Content-Length: 157286400", "Expect: 100-continue"));

        assertThat(answer).startsWith("HTTP/1.1 413").contains("Connection: close");
        assertThat(answer.substring(answer.indexOf("\r\n\r\n") + 4))
                .matches(
                        request.path().startsWith("/v1/")
                                ? "\\{\"error\":\\{\"code\":\"payload_too_large\",\"message\":\"The body is too large.\","
                                        + "\"status\":413},\"meta\":\\{\"request_id\":\"req_[0-9a-f]{16}\"}}"
                                : "\\{\"error\":\"invalid_request\",\"error_description\":\"The body is too large.\"}");
    }

    /** Fault: to a page that sent too much it looked as if the network were down: the limit stands before CORS. */
    @ParameterizedTest
    @CsvSource({
        "/oauth2/token, http://localhost:8080, http://localhost:8080",
        "/oauth2/revoke, https://page.example, https://page.example",
        "/userinfo, http://127.0.0.1:4711, http://127.0.0.1:4711",
        "/.well-known/openid-configuration, https://anybody.example, ''",
        "/oauth2/token, https://evil.example, ''",
        "/oauth2/token, null, ''",
        "/oauth2/introspect, http://localhost:8080, ''",
        "/v1/api-keys, http://localhost:8080, ''"
    })
    void refusalIsReadByThosePagesThatMayReadOtherAnswers(String path, String origin, String allowed)
            throws IOException {
        Request request = new Request("POST", path, "application/x-www-form-urlencoded");

        for (String answer : new String[] {
            send(request.head("Content-Length: 157286400", "Expect: 100-continue", "Origin: " + origin)),
            send(request.head("Transfer-Encoding: chunked", "Origin: " + origin)
                    + ("8000\r\n" + "x".repeat(0x8000) + "\r\n").repeat(3)
                    + "0\r\n\r\n")
        }) {
            assertThat(header(answer, "Access-Control-Allow-Origin")).isEqualTo(allowed);
            assertThat(header(answer, "Access-Control-Allow-Credentials")).isEmpty();
            if (!allowed.isEmpty()) {
                assertThat(header(answer, "Access-Control-Expose-Headers")).contains("Retry-After");
                assertThat(header(answer, "Vary")).contains("Origin");
            }
        }
    }

    private static String header(String answer, String name) {
        return answer.lines()
                .takeWhile(line -> !line.isEmpty())
                .filter(line -> line.startsWith(name + ": "))
                .map(line -> line.substring(name.length() + 2))
                .collect(Collectors.joining(", "));
    }

    /** Attack: the same without a length. What reads it is cut; what doesn't read it refuses for a reason of its own. */
    @ParameterizedTest
    @MethodSource("requests")
    void readsNoEndlessBody(Request request) throws IOException {
        String chunk = "8000\r\n" + "x".repeat(0x8000) + "\r\n";

        String answer = send(request.head("Transfer-Encoding: chunked") + chunk.repeat(3) + "0\r\n\r\n");

        assertThat(answer).containsPattern("^HTTP/1\\.1 (200|302|4\\d\\d) ");
        assertThat(answer).doesNotContain("evil.example");
    }

    /** Attack: a request that is refused before security sees it, and whose answer a browser or a cache takes for another. */
    @ParameterizedTest
    @CsvSource({
        "400, POST /oauth2/token, 'Host: a\r\nContent-Length: 5\r\nContent-Length: 6'",
        "400, POST /oauth2/token, 'Host: a\r\nContent-Length: five'",
        "400, POST /v1/api-keys, 'Host: a\r\nContent-Length: 99999999999999999999'",
        "400, GET /login, X-No: host",
        "400, GET /%zz, Host: a",
        "400, GET //login, Host: a",
        "417, POST /oauth2/token, 'Host: a\r\nExpect: a'",
        "501, POST /oauth2/token, 'Host: a\r\nTransfer-Encoding: a'",
        "405, TRACE /login, Host: a"
    })
    void protectsEveryRefusal(int status, String request, String headers) throws IOException {
        String answer = send(request
                + " HTTP/1.1\r\nConnection: close\r\nContent-Type: application/x-www-form-urlencoded\r\n" + headers
                + "\r\n\r\n");

        assertThat(answer)
                .startsWith("HTTP/1.1 " + status)
                .containsOnlyOnce("X-Content-Type-Options: nosniff")
                .containsPattern("Cache-Control: [^\r]*no-store")
                .doesNotContain("PUT");
    }

    /** Attack: the Host header is the sender's, and an address made of it leads people astray. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/login",
                "/logout",
                "/activate",
                "/nowhere",
                "/oauth2/authorize?client_id=x",
                "/oauth2/authorization/clerk",
                "/login/oauth2/code/clerk?code=x&state=y",
                "/connect/logout",
                "/v1/api-keys",
                "/userinfo",
                "/.well-known/openid-configuration",
                "/.well-known/oauth-authorization-server",
                "/oauth2/jwks"
            })
    void makesNoAddressOfTheHostHeader(String path) throws IOException {
        Request request = new Request("GET", path, "text/plain");

        assertThat(send(request.head(
                        "X-Forwarded-Host: evil.example", "X-Forwarded-Proto: https", "Forwarded: host=evil.example")))
                .doesNotContain("evil.example");
    }

    /** Habit of monitors: they ask with HEAD where people use GET (RFC 9110, section 9.3.2). */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/signed-out",
                "/actuator/health",
                "/actuator/health/readiness",
                "/.well-known/openid-configuration",
                "/.well-known/oauth-authorization-server",
                "/oauth2/jwks",
                "/assets/hubify.css",
                "/v1/api-keys",
                "/userinfo"
            })
    void answersHeadAsGet(String path) throws IOException {
        String get = send(new Request("GET", path, "text/plain").head());
        String head = send(new Request("HEAD", path, "text/plain").head());

        assertThat(head.substring(0, 12)).isEqualTo(get.substring(0, 12));
        assertThat(head).endsWith("\r\n\r\n");
    }

    private static String send(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", Clerk.shared().serverPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
