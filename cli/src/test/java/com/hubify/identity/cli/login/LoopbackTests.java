package com.hubify.identity.cli.login;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.id.State;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LoopbackTests {

    private final Loopback loopback = Loopback.open(new CallbackQuery(new State("our-state")));

    @AfterEach
    void close() {
        loopback.finish(CallbackPage.DONE);
        loopback.close();
    }

    @Test
    void hearsTheAnswerThatCarriesOurState() throws IOException {
        loopback.finish(CallbackPage.DONE);

        String page = request("GET", "/callback?code=c&state=our-state", host());

        assertThat(page).startsWith("HTTP/1.1 200").contains("You are signed in");
        assertThat(page.toLowerCase(java.util.Locale.ROOT))
                .contains("content-security-policy: default-src 'none'")
                .contains("cache-control: no-store")
                .contains("referrer-policy: no-referrer");
        assertThat(loopback.await(Duration.ofSeconds(5)))
                .get()
                .satisfies(answer -> assertThat(answer).containsKey("code"));
    }

    @Test
    void hearsOneAnswerOnly() throws IOException {
        loopback.finish(CallbackPage.DONE);
        request("GET", "/callback?code=c&state=our-state", host());

        assertThat(request("GET", "/callback?code=d&state=our-state", host())).startsWith("HTTP/1.1 410");
    }

    /** Attack: DNS rebinding. A page of evil.example whose name now means 127.0.0.1 is same-origin with us. */
    @Test
    void answersNoOtherHostName() throws IOException {
        assertThat(request("GET", "/callback?code=c&state=our-state", "evil.example"))
                .startsWith("HTTP/1.1 404");
        assertNothingHeard();
    }

    @Test
    void answersNothingButGetAtItsOnePath() throws IOException {
        assertThat(request("POST", "/callback?code=c&state=our-state", host())).startsWith("HTTP/1.1 404");
        assertThat(request("GET", "/callback/x?code=c&state=our-state", host())).startsWith("HTTP/1.1 404");
        assertThat(request("GET", "/", host())).startsWith("HTTP/1.1 404");
        assertNothingHeard();
    }

    @Test
    void ignoresForeignMissingRepeatedAndOversized() throws IOException {
        String huge = "x".repeat(9000);

        assertThat(request("GET", "/callback", host())).startsWith("HTTP/1.1 400");
        assertThat(request("GET", "/callback?code=c", host())).startsWith("HTTP/1.1 400");
        assertThat(request("GET", "/callback?code=c&state=other", host())).startsWith("HTTP/1.1 400");
        assertThat(request("GET", "/callback?state=our-state&state=x&code=c", host()))
                .startsWith("HTTP/1.1 400");
        assertThat(request("GET", "/callback?state=our-state&code=" + huge, host()))
                .startsWith("HTTP/1.1 400");
        assertThat(request("GET", "/callback?state=our-state%zz&code=c", host()))
                .startsWith("HTTP/1.1 400");
        assertNothingHeard();
    }

    @Test
    void repeatsNothingOfTheRequest() throws IOException {
        String page = request("GET", "/callback?state=x&code=%3Cscript%3Emark", host());

        assertThat(page).doesNotContain("mark");
    }

    private void assertNothingHeard() {
        assertThat(loopback.await(Duration.ofMillis(50))).isEmpty();
    }

    private String host() {
        return loopback.redirect().getAuthority();
    }

    private String request(String method, String target, String host) throws IOException {
        URI redirect = loopback.redirect();
        try (Socket socket = new Socket(redirect.getHost(), redirect.getPort());
                OutputStream out = socket.getOutputStream();
                InputStream in = socket.getInputStream()) {
            out.write((method + " " + target + " HTTP/1.1\r\nHost: " + host
                            + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
