package com.hubify.identity.server.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Attack: the Host header names another place, and a redirect that is made from it sends people and states there. */
@FlowTest
@Timeout(60)
class HostHeaderIT extends AbstractFlow {

    private static final List<String> PATHS = List.of(
            "/",
            "/login",
            "/login?error=server_error",
            "/oauth2/authorization/clerk",
            "/login/oauth2/code/clerk?code=x&state=x",
            "/activate",
            "/activate?user_code=BBBB-BBBB",
            "/activated",
            "/account/keys",
            "/account/keys/new",
            "/logout",
            "/signed-out",
            "/sign-out",
            "/connect/logout",
            "/connect/logout?post_logout_redirect_uri=http://other.example/",
            "/oauth2/consent",
            "/oauth2/consent?client_id=demo-web&state=x&scope=openid",
            "/oauth2/device_verification",
            "/oauth2/authorize",
            "/nowhere");

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "evil.example:81", "EVIL.example", "[::1]:1"})
    void namesNoPlaceThatARedirectLeadsTo(String host) throws IOException {
        for (String path : allPaths()) {
            assertThat(redirect("GET", path, host, "", "")).as("GET %s", path).doesNotContain(place(host));
            assertThat(redirect("POST", path, host, "", "")).as("POST %s", path).doesNotContain(place(host));
        }
        browser.signIn(browser.get(server + "/activate"), CodeFlow.SOLO);
        for (String path : allPaths()) {
            assertThat(redirect("GET", path, host, cookies(), ""))
                    .as("signed in, GET %s", path)
                    .doesNotContain(place(host));
        }
    }

    /** The states of both kinds of question stand in these, so that they must be there, and go nowhere else. */
    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "evil.example:81", "EVIL.example", "[::1]:1"})
    void namesNoPlaceWhereAQuestionIsAsked(String host) throws IOException {
        browser.signIn(browser.get(server + "/activate"), CodeFlow.SOLO);
        String code = program.post(
                        "/oauth2/device_authorization", FormText.of("client_id", "hubify-cli", "scope", "labs:read"))
                .text("user_code");
        String token = browser.get(server + "/activate")
                .html()
                .getForms()
                .get(0)
                .getInputByName("_csrf")
                .getValue();

        String client = redirect("GET", question(), host, cookies(), "");
        String device = redirect(
                "POST",
                "/oauth2/device_verification",
                host,
                cookies(),
                FormText.of("user_code", code, "_csrf", token).toString());

        assertThat(client).startsWith("/oauth2/consent?");
        assertThat(device).startsWith("/oauth2/consent?");
    }

    private List<String> allPaths() {
        return Stream.concat(PATHS.stream(), Stream.of(question(), question() + "&prompt=none"))
                .toList();
    }

    private String question() {
        return page().asking("openid agents:write").url().substring(server.length());
    }

    private String cookies() {
        return String.join(
                "; ",
                browser.cookieNames().stream()
                        .map(name -> name + "=" + browser.cookie(name))
                        .toList());
    }

    private static String place(String host) {
        return "://" + host;
    }

    /** The address that an answer redirects to, with what it carries in clear; empty if to none. */
    private String redirect(String method, String path, String host, String cookies, String form) throws IOException {
        String answer = send(method + " " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\nOrigin: "
                + server + "\r\nAccept: text/html\r\n" + (cookies.isEmpty() ? "" : "Cookie: " + cookies + "\r\n")
                + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: " + form.length() + "\r\n\r\n"
                + form);
        return answer.lines()
                .takeWhile(line -> !line.isEmpty())
                .filter(line -> line.startsWith("Location: "))
                .map(line -> URLDecoder.decode(line.substring("Location: ".length()), StandardCharsets.UTF_8))
                .findFirst()
                .orElse("");
    }

    private String send(String request) throws IOException {
        try (Socket socket = new Socket("localhost", Clerk.shared().serverPort())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        }
    }
}
