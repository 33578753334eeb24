package com.hubify.identity.server.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.server.audit.trail.AuditEntry;
import jakarta.servlet.RequestDispatcher;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;

class RefusedRequestTests {

    private final MockHttpServletRequest request = new MockHttpServletRequest("GET", "/oauth2/authorize");

    @Test
    void saysWhoSentWhatAndFromWhere() {
        request.setRemoteAddr("203.0.113.7");
        request.addParameter("client_id", "demo-wbe");
        request.addParameter("redirect_uri", "http://localhost:8080/cb");
        request.addParameter("scope", "openid labs:read");
        request.addParameter("state", "s3cr3t");

        RefusedRequest refused = RefusedRequest.of(request);

        assertThat(refused)
                .isEqualTo(new RefusedRequest(
                        "203.0.113.7",
                        "GET",
                        "/oauth2/authorize",
                        "client_id=demo-wbe redirect_uri=http://localhost:8080/cb scope=openid labs:read state=…"));
    }

    @Test
    void speaksOfTheRequestAsItWasBeforeTheErrorPage() {
        request.setRequestURI("/error");
        request.setAttribute(RequestDispatcher.ERROR_METHOD, "POST");
        request.setAttribute(RequestDispatcher.ERROR_REQUEST_URI, "/oauth2/token");

        assertThat(RefusedRequest.of(request).method()).isEqualTo("POST");
        assertThat(RefusedRequest.of(request).path()).isEqualTo("/oauth2/token");
    }

    /** Attack: read the audit trail for what people and clients have sent. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "client_secret",
                "code",
                "code_verifier",
                "refresh_token",
                "token",
                "state",
                "nonce",
                "id_token_hint",
                "password",
                "user_code",
                "device_code",
                "client_assertion",
                "Client_Secret",
                "made_up"
            })
    void writesNoSecretDown(String parameter) {
        request.addParameter(parameter, "TopSecret");

        assertThat(RefusedRequest.of(request).toString()).doesNotContain("TopSecret");
    }

    /** A mistake of a client: a credential where something else belongs. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "hfy_key_0aB3xY9zTopSecret",
                "eyJTopSecret.eyJTopSecret.TopSecret",
                "https://me:TopSecret@app.example/cb",
                "https://app.example/cb?token=TopSecret",
                "https://app.example/cb#TopSecret"
            })
    void writesNoSecretDownThatStandsInTheWrongPlace(String value) {
        request.addParameter("redirect_uri", value);
        request.addParameter(value, "x");
        request.setRequestURI("/v1/" + value.replaceAll("[?#].*|me:.*@", ""));

        assertThat(RefusedRequest.of(request).toString()).doesNotContain("TopSecret");
    }

    /** Attack: fill the store with what is written down of refusals, or forge lines of the log. */
    @Test
    void isShortAndOnOneLine() {
        request.setRequestURI("/" + "x".repeat(9_000));
        request.addParameter("scope", "a\r\nINFO all is well\u001b[2J".repeat(500));
        request.addParameter("client_id", "y".repeat(9_000), "y".repeat(9_000));
        for (int i = 0; i < 900; i++) {
            request.addParameter("p" + i, "x");
        }

        AuditEntry entry = new AuditEntry(
                Instant.EPOCH, "request.refused", RefusedRequest.of(request).asMap());

        assertThat(entry.details().toString())
                .hasSizeLessThan(1200)
                .doesNotContain("\n", "\r", "\u001b")
                .contains("and 900 others");
    }
}
