package com.hubify.identity.resource;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.resource.Wire.Answer;
import com.hubify.identity.resource.test.TestIssuer;
import com.hubify.identity.resource.test.TestTokens;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.CrossOrigin;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What becomes of requests that are too large or too slow, on either stack. */
@SpringBootTest(
        classes = ContractService.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "hubify.request.max-size=4KB",
            "hubify.request.max-time=700ms",
            "hubify.request.paths[0].path=/bodies/uploads/**",
            "hubify.request.paths[0].max-size=64KB",
            "logging.level.org.apache=off",
            "logging.level.reactor.netty=off"
        })
@Import(RequestLimitContract.Bodies.class)
@TestIssuer
@Timeout(30)
abstract class RequestLimitContract {

    private static final String TOO_LARGE = "x".repeat(16 * 1024);

    @LocalServerPort
    int port;

    @Autowired
    TestTokens tokens;

    private Wire wire;

    @BeforeEach
    void connect() {
        wire = new Wire(port);
    }

    static Stream<List<String>> requests() {
        return Stream.of("POST", "PUT", "PATCH", "DELETE", "GET", "OPTIONS")
                .flatMap(method -> Stream.of("/v1/labs", "/nowhere", "/bodies/text", "/actuator/health")
                        .flatMap(path -> Stream.of(
                                        "application/json",
                                        "application/x-www-form-urlencoded",
                                        "multipart/form-data; boundary=b",
                                        "text/plain")
                                .map(type -> List.of(method, path, type))));
    }

    // Attack: a body that something parses before anybody has looked at the credential fills the memory or the disk.
    @ParameterizedTest
    @MethodSource("requests")
    void refusesWhatIsDeclaredTooLarge(List<String> request) {
        Answer answer = wire.raw(head(request, "Content-Length: 16384") + TOO_LARGE);

        assertTooLarge(answer);
    }

    // Attack: 150 MB are declared, and the sender waits to be asked for them.
    @ParameterizedTest
    @MethodSource("requests")
    void asksNobodyToSendWhatIsTooLarge(List<String> request) {
        assertTooLarge(wire.raw(head(request, "Content-Length: 157286400", "Expect: 100-continue")));
    }

    // Attack: the same without a length. Netty may close a connection before its answer has been read; that
    // is status 0.
    @ParameterizedTest
    @MethodSource("requests")
    void readsNoEndlessBodyOfAStranger(List<String> request) {
        assertThat(wire.raw(head(request, "Transfer-Encoding: chunked") + chunks())
                        .status())
                .isIn(0, 200, 400, 401, 403, 404, 405, 413, 415);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE"})
    void countsWhatIsNotDeclared(String method) {
        List<String> request = List.of(method, "/bodies/text", "text/plain");

        assertTooLarge(wire.raw(head(request, "Transfer-Encoding: chunked", authorization()) + chunks()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/x-www-form-urlencoded", "multipart/form-data; boundary=b"})
    void countsWhatTheContainerParses(String type) {
        String part = type.startsWith("multipart")
                ? "--b\r\nContent-Disposition: form-data; name=\"a\"; filename=\"a\"\r\n\r\n"
                : "a=";
        String chunked = Integer.toHexString(part.length()) + "\r\n" + part + "\r\n" + chunks();

        Answer answer = wire.raw(
                head(List.of("POST", "/bodies/parsed", type), "Transfer-Encoding: chunked", authorization()) + chunked);

        assertTooLarge(answer);
    }

    @Test
    void takesMoreWhereTheServiceSaysSo() {
        assertThat(wire.send("POST", "/bodies/uploads/a", TOO_LARGE, authorization(), "Content-Type: text/plain")
                        .body())
                .isEqualTo("16384");
    }

    /** Fault: a page that sent too much saw a network that is down: the limit stands before what lets pages read answers. */
    @ParameterizedTest
    @CsvSource({
        "https://page.example, Content-Length: 16384, https://page.example",
        "https://page.example, Transfer-Encoding: chunked, https://page.example",
        "https://evil.example, Content-Length: 16384, ''",
        "no origin, Content-Length: 16384, ''",
        "https://page.example:port, Content-Length: 16384, ''",
        "null, Content-Length: 16384, ''"
    })
    void letsThosePagesReadARefusalThatMayReadOtherAnswers(String origin, String body, String allowed) {
        List<String> request = List.of("POST", "/bodies/shared", "text/plain");

        Answer answer = wire.raw(head(request, body, authorization(), "Origin: " + origin)
                + (body.startsWith("Transfer") ? chunks() : TOO_LARGE));

        assertTooLarge(answer);
        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo(allowed);
    }

    /** The same for what takes too long, and for a path that no page may read answers of. */
    @Test
    void letsPagesReadThatARequestTookTooLong() {
        List<String> shared = List.of("POST", "/bodies/shared", "text/plain");
        List<String> other = List.of("POST", "/bodies/text", "text/plain");
        String origin = "Origin: https://page.example";

        Answer late = wire.raw(head(shared, "Content-Length: 10", authorization(), origin));
        Answer closed = wire.raw(head(other, "Content-Length: 16384", authorization(), origin) + TOO_LARGE);

        assertThat(late.status()).isEqualTo(408);
        assertThat(late.header("Access-Control-Allow-Origin")).isEqualTo("https://page.example");
        assertTooLarge(closed);
        assertThat(closed.header("Access-Control-Allow-Origin")).isEmpty();
    }

    // Attack: a length that no number says, or two of them, so that whoever asks for it fails.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 5\r\nContent-Length: 6",
                "Content-Length: five",
                "Content-Length: -5",
                "Content-Length: 99999999999999999999"
            })
    void refusesALengthThatIsNone(String length) {
        for (String path : List.of("/v1/labs", "/bodies/parsed")) {
            List<String> request = List.of("POST", path, "application/x-www-form-urlencoded");

            assertThat(wire.raw(head(request, length, authorization()) + "a=bcde")
                            .status())
                    .as(path)
                    .isEqualTo(400);
        }
    }

    // The same for a path that is none.
    @ParameterizedTest
    @ValueSource(strings = {"/v1/%zz", "/../../labs", "labs"})
    void refusesAPathThatIsNone(String path) {
        assertThat(wire.raw(head(List.of("GET", path, "text/plain"), authorization()))
                        .status())
                .isIn(400, 404);
    }

    private static String chunks() {
        return "1000\r\n" + "x".repeat(4096) + "\r\n1000\r\n" + "x".repeat(4096) + "\r\n0\r\n\r\n";
    }

    private String head(List<String> request, String... headers) {
        return request.get(0) + " " + request.get(1) + " HTTP/1.1\r\nHost: localhost:" + port
                + "\r\nConnection: close\r\n" + "Content-Type: " + request.get(2) + "\r\n"
                + String.join("\r\n", headers) + "\r\n\r\n";
    }

    private String authorization() {
        return "Authorization: " + tokens.accessToken().bearer();
    }

    private static void assertTooLarge(Answer answer) {
        assertThat(answer.status()).as("%s", answer).isEqualTo(413);
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        assertThat(answer.header("Connection")).isEqualTo("close");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.body())
                .isEqualTo("{\"error\":{\"code\":\"payload_too_large\",\"message\":\"The body is too large.\","
                        + "\"status\":413},\"meta\":{\"request_id\":\"" + answer.header("X-Request-Id") + "\"}}");
    }

    @RestController
    static class Bodies {

        @RequestMapping({"/bodies/text", "/bodies/uploads/{name}"})
        String text(@RequestBody String body) {
            return String.valueOf(body.length());
        }

        @CrossOrigin("https://page.example")
        @RequestMapping("/bodies/shared")
        String shared(@RequestBody String body) {
            return body;
        }
    }
}
