package com.hubify.identity.server.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Addresses as browsers send them. The URL standard leaves some characters of a query as they are that RFC 3986 does not have, so
 * an application whose {@code state} is JSON got a bare 400 of the container.
 *
 * @see <a href="https://url.spec.whatwg.org/#query-percent-encode-set">URL standard, query percent-encode set</a>
 */
@FlowTest
class RawQueryIT extends AbstractFlow {

    private static final String REQUEST = "/oauth2/authorize?response_type=code&client_id=demo-web&scope=openid"
            + "&redirect_uri=http%3A%2F%2Flocalhost%3A8080%2F&code_challenge_method=S256"
            + "&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "state={%22return%22:%22/a%22}",
                "state=a|b",
                "state=[1]",
                "state={",
                "state=}",
                "state=]",
                "state={a}/{b",
                "state=\\\\evil.example\\",
                "state=`^`",
                "state={x}%0d%0aLocation:%20x",
                "x[]=1&state=x",
                "[{|}]=1&state=x"
            })
    void stateComesBackAsItWasSent(String query) throws IOException {
        String state = query.substring(query.indexOf("state=") + "state=".length());

        String refused = get(REQUEST + "prompt=none&" + query);
        String begun = get(REQUEST + query);

        URI location = location(refused);
        assertThat(location.toString()).startsWith(CodeFlow.PAGE + "?error=login_required");
        assertThat(new FormText(location.getRawQuery()).get("state"))
                .isEqualTo(URLDecoder.decode(state, StandardCharsets.UTF_8));
        assertThat(location(begun).toString()).startsWith(Clerk.shared().issuer());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/connect/logout?state={x}&y=[1]",
                "/connect/logout?state={",
                "/login/oauth2/code/clerk?code=a|b&state=[{x}]",
                "/login/oauth2/code/clerk?code={&state=[",
                "/login/oauth2/code/clerk?code=]&state=\\\\evil.example",
                "/login?error={x}&continue=/\\evil.example",
                "/login?continue={",
                "/activate?user_code={^}",
                "/oauth2/authorization/clerk?x={",
                "/signed-out?state=`|`",
                "/?x[]={"
            })
    void everyPageIsReached(String address) throws IOException {
        String answer = get(address);

        assertThat(answer).doesNotContain("HTTP Status", "evil.example", "{x}");
        assertThat(answer.substring("HTTP/1.1 ".length())).matches("(?s)(200|302|303|400).*");
        if (answer.startsWith("HTTP/1.1 400")) {
            assertThat(answer).contains("<h1>");
        }
    }

    private static URI location(String answer) {
        assertThat(answer).startsWith("HTTP/1.1 30");
        return URI.create(answer.lines()
                .filter(line -> line.startsWith("Location: "))
                .findFirst()
                .orElseThrow()
                .substring("Location: ".length()));
    }

    /** What the JDK's client would encode, or refuse to send. */
    private String get(String address) throws IOException {
        URI at = URI.create(server);
        try (Socket socket = new Socket(at.getHost(), at.getPort())) {
            String head = "GET " + address + " HTTP/1.1\r\nHost: " + at.getAuthority()
                    + "\r\nAccept: text/html\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
