package com.hubify.identity.server.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.server.limit.Budgets;
import com.hubify.identity.server.limit.Limit;
import jakarta.servlet.Filter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.web.SecurityFilterChain;

/** What those see who have used up a limit, from networks in which no other test is. */
@FlowTest
@Timeout(60)
class BudgetsIT extends AbstractFlow {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Autowired
    Budgets budgets;

    /** Attack: ask without end, without a credential or with one that anyone can send. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "127.0.1.1 | token.network | 60000 | POST /oauth2/token | grant_type=refresh_token&refresh_token=x&client_id=hubify-cli",
                "127.0.1.2 | device.network | 60000 | POST /oauth2/device_authorization | client_id=hubify-cli",
                "127.0.1.3 | revocation.network | 60000 | POST /oauth2/revoke | token=x&client_id=hubify-cli",
                "127.0.1.4 | authorize.network | 12000 | GET /oauth2/authorize?client_id=demo-web&response_type=code | ''",
                "127.0.1.5 | user-code.network | 600 | GET /oauth2/device_verification?user_code=BBBB-BBBB | ''",
                "127.0.1.6 | sign-in.network | 1200 | GET /oauth2/authorization/clerk | ''",
                "127.0.1.7 | failures.network | 1200 | GET /userinfo | ''"
            })
    void theProtocolSaysSoInItsForm(String network, String limit, int most, String request, String form)
            throws IOException {
        useUp(limit, most, network);

        String answer = send(network, request, form);

        assertThat(answer)
                .startsWith("HTTP/1.1 429")
                .containsPattern("Retry-After: [1-9][0-9]?\r\n")
                .contains("RateLimit: \"" + limit + "\";r=0;t=")
                .contains("RateLimit-Policy: \"" + limit + "\";q=" + most + ";w=60")
                .contains("X-RateLimit-Remaining: 0")
                .contains("\"error\":\"temporarily_unavailable\"");
        assertThat(send("127.0.1.99", request, form)).doesNotStartWith("HTTP/1.1 429");
    }

    @Test
    void aPersonGetsAPage() throws IOException {
        useUp("authorize.network", 12_000, "127.0.1.11");

        assertThat(send("127.0.1.11", "GET /oauth2/authorize?client_id=demo-web", "", "Accept: text/html"))
                .startsWith("HTTP/1.1 429")
                .contains("Content-Type: text/html", "Retry-After: ");
    }

    /** Attack: try user codes while signed in; or have codes made without being asked. Spring does both before authorization. */
    @Test
    void aPersonIsCountedBeforeAnyEndpoint() {
        List<Filter> protocol =
                context.getBean("protocol", SecurityFilterChain.class).getFilters();
        List<String> order = protocol.stream()
                .map(filter -> filter.getClass().getSimpleName())
                .filter(name ->
                        name.matches("RequestLimitFilter|OAuth2(Authorization|DeviceVerification)EndpointFilter"))
                .toList();

        assertThat(order).first().isEqualTo("RequestLimitFilter");
        assertThat(order).hasSize(4);
    }

    /** Attack: the same under the path of the API, with made-up access tokens. */
    @Test
    void theApiSaysSoInItsEnvelope() throws IOException {
        useUp("api.network", 6_000, "127.0.1.21");
        useUp("failures.network", 1_200, "127.0.1.22");
        useUp("webhooks.network", 6_000, "127.0.1.24");

        for (String answer : new String[] {
            send("127.0.1.21", "POST /v1/api-keys/verify", ""),
            send("127.0.1.22", "GET /v1/api-keys", "", "Authorization: Bearer x"),
            send("127.0.1.24", "POST /webhooks/clerk", "")
        }) {
            assertThat(answer)
                    .startsWith("HTTP/1.1 429")
                    .contains("\"code\":\"rate_limited\"", "\"request_id\":\"req_")
                    .contains("X-RateLimit-Limit: ", "X-RateLimit-Remaining: 0", "X-RateLimit-Reset: ")
                    .contains("RateLimit: ", "RateLimit-Policy: ", "Retry-After: ");
        }
        assertThat(send("127.0.1.23", "GET /v1/api-keys", "", "Authorization: Bearer x"))
                .startsWith("HTTP/1.1 401")
                .contains("X-RateLimit-Remaining: 1199");
    }

    /** Attack: guess the secret of a service whose address one shares; it starts, and needs its first token. */
    @ParameterizedTest
    @CsvSource({"/oauth2/token, grant_type=client_credentials", "/oauth2/introspect, token=x"})
    void aGuesserIsToldNothingAndTheClientBesidePasses(String path, String form) throws IOException {
        String network = path.endsWith("token") ? "127.0.1.31" : "127.0.1.32";
        String client = path.endsWith("token") ? "demo-machine" : "demo-resource";
        useUp("failures.client", 120, Math.floorMod(client.hashCode(), 256) + " " + network);
        useUp("failures.network", 1_200, network);

        String guess = "";
        for (int i = 0; i < 100 && !guess.startsWith("HTTP/1.1 429"); i++) {
            guess = send(network, "POST " + path, form, basic(client, "guess"));
        }

        assertThat(guess)
                .startsWith("HTTP/1.1 429")
                .contains("Retry-After: 1", "\"error\":\"temporarily_unavailable\"")
                .doesNotContain("RateLimit", "failures", client);
        assertThat(send(network, "POST " + path, form, basic(client, client + "-secret")))
                .startsWith("HTTP/1.1 200");
    }

    private void useUp(String limit, int most, String who) {
        budgets.take(new Limit(limit, most, MINUTE), who, most);
    }

    private static String basic(String client, String secret) {
        return "Authorization: Basic "
                + Base64.getEncoder().encodeToString((client + ":" + secret).getBytes(StandardCharsets.UTF_8));
    }

    private static String send(String from, String request, String form, String... headers) throws IOException {
        try (Socket socket = new Socket()) {
            socket.bind(new InetSocketAddress(InetAddress.getByName(from), 0));
            socket.connect(new InetSocketAddress("127.0.0.1", Clerk.shared().serverPort()));
            socket.setSoTimeout(20_000);
            String head = request + " HTTP/1.1\r\nHost: localhost:"
                    + Clerk.shared().serverPort()
                    + "\r\nConnection: close\r\n"
                    + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: " + form.length() + "\r\n"
                    + String.join("\r\n", headers) + (headers.length == 0 ? "" : "\r\n") + "\r\n" + form;
            socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
