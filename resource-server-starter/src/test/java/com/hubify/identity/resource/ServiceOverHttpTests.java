package com.hubify.identity.resource;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.resource.test.TestIssuer;
import com.hubify.identity.resource.test.TestTokens;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** What no mock shows: a real container's headers, dispatches and errors. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "hubify.resource.public-paths=/,/page.html,/open/**",
            "server.max-http-request-header-size=32KB",
            "spring.web.resources.static-locations=classpath:/welcome/",
            "logging.level.org.apache=off"
        })
@TestIssuer
class ServiceOverHttpTests {

    @LocalServerPort
    int port;

    @Autowired
    TestTokens tokens;

    @Test
    void acceptsCredentialAndKeepsNoSession() throws IOException {
        String answer = get("/labs", "Authorization: " + tokens.sessionToken().bearer());

        assertThat(answer).startsWith("HTTP/1.1 200").endsWith(TestTokens.SUBJECT);
        assertThat(answer).doesNotContain("Set-Cookie");
        assertThat(answer).contains("Cache-Control: no-cache, no-store");
    }

    @Test
    void refusesTwoAuthorizationHeaders() throws IOException {
        String header = "Authorization: " + tokens.sessionToken().bearer();

        assertThat(get("/labs", header, header)).startsWith("HTTP/1.1 400").contains("\"invalid_request\"");
    }

    @Test
    void refusesTokenInFormBesideHeader() throws IOException {
        String body = "access_token=abc";
        String answer = send("POST /labs HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: "
                + tokens.sessionToken().bearer()
                + "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: "
                + body.length() + "\r\n\r\n" + body);

        assertThat(answer).startsWith("HTTP/1.1 400").contains("\"invalid_request\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Bearer a\tb", "Bearer \u0007", "Bearer é", "Bearer a b", "Bearer ,", "Bearer null.null.null"})
    void refusesOddCredentials(String credential) throws IOException {
        assertThat(get("/labs", "Authorization: " + credential)).matches("(?s)HTTP/1.1 40[01] .*");
    }

    @Test
    void refusesOversizedCredential() throws IOException {
        assertThat(get("/labs", "Authorization: Bearer " + "a".repeat(8193)))
                .startsWith("HTTP/1.1 401")
                .contains("invalid_token");
    }

    // The URL of the metadata is built from what the client sent; it must stay inside its quotes.
    @ParameterizedTest
    @ValueSource(strings = {"evil\", error=\"x", "evil\"", "a b", "<script>"})
    void keepsHostileHostsOutOfTheChallenge(String host) throws IOException {
        String answer = send("GET /labs HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 400").doesNotContain("resource_metadata");
    }

    @Test
    void showsWelcomePageBehindForward() throws IOException {
        assertThat(get("/")).startsWith("HTTP/1.1 200").contains("welcome");
        assertThat(get("/page.html")).startsWith("HTTP/1.1 404");
        assertThat(get("/other.html")).startsWith("HTTP/1.1 401");
    }

    // Paths that two parts of a server may read differently.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/open/../labs",
                "/open/..;/labs",
                "/open/%2e%2e/labs",
                "//labs",
                "/labs;x=/open/",
                "/labs/",
                "/./labs",
                "/LABS"
            })
    void staysClosedUnderOddSpellingsOfPaths(String path) throws IOException {
        assertThat(get(path)).matches("(?s)HTTP/1.1 (400|401|404) .*").doesNotContain(TestTokens.SUBJECT);
    }

    @Test
    void answersFaultsAfterGoodCredentialAsFaults() throws IOException {
        assertThat(get("/fault", "Authorization: " + tokens.sessionToken().bearer()))
                .startsWith("HTTP/1.1 500");
        assertThat(get("/open/fault")).startsWith("HTTP/1.1 500");
    }

    private String get(String path, String... headers) throws IOException {
        StringBuilder request =
                new StringBuilder("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n");
        for (String header : headers) {
            request.append(header).append("\r\n");
        }
        return send(request.append("\r\n").toString());
    }

    private String send(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(Labs.class)
    static class Service {}

    @RestController
    static class Labs {

        @GetMapping("/labs")
        String list(Caller caller) {
            return caller.subject();
        }

        @PostMapping("/labs")
        String create(Caller caller) {
            return caller.subject();
        }

        @GetMapping({"/fault", "/open/fault"})
        String fault() {
            throw new IllegalStateException("fault");
        }
    }
}
