package com.hubify.clerk.authorize;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.clerk.BrowserDriver;
import com.hubify.clerk.CodeFlow;
import com.hubify.clerk.Jwts;
import com.hubify.clerk.Parameters;
import com.hubify.clerk.SimulatorTest;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.web.servlet.client.RestTestClient;

@SimulatorTest
class ConsentTests {

    private static final String CLIENT = "consentClient001";

    @LocalServerPort
    private int port;

    @Test
    void asksAndSendsBackWithCode() {
        BrowserDriver browser = flow("openid email").with("prompt", "consent").signedIn();

        assertThat(browser.text()).contains("Lab Notebook").contains("See your e-mail address");
        browser.submit(Map.of("consented", "true"));

        assertThat(Parameters.of(browser.leavesFor())).containsKey("code");
    }

    @Test
    void sendsBackDenialOnAnythingButTrue() {
        BrowserDriver browser = flow("openid").with("prompt", "consent").signedIn();

        browser.submit(Map.of("consented", "false"));

        assertThat(Parameters.of(browser.leavesFor()))
                .containsEntry("error", "access_denied")
                .containsEntry("state", "state-0123456789")
                .doesNotContainKey("code");
    }

    @Test
    void remembersConsentUntilMoreIsAsked() {
        BrowserDriver browser = flow("openid profile").signedIn();
        browser.submit(Map.of("consented", "true"));

        browser.open(flow("openid profile").authorization());
        URI again = browser.leavesFor();
        browser.open(flow("openid profile email").with("prompt", "none").authorization());
        URI more = browser.leavesFor();

        assertThat(Parameters.of(again)).containsKey("code");
        assertThat(Parameters.in(more, "error")).isEqualTo("consent_required");
    }

    @Test
    void grantsTheChosenOrganization() {
        BrowserDriver browser =
                flow("openid user:org:read").with("prompt", "consent").signedIn();
        browser.submit(Map.of("consented", "true", "organization_id", "org_2hUbIfYgLoBeXoRgAnIzAtIoN02"));
        String code = Parameters.in(browser.leavesFor(), "code");

        Map<String, Object> tokens = CodeFlow.json(exchange(code));

        assertThat(Jwts.claims(token(tokens, "id_token"))).containsEntry("org_id", "org_2hUbIfYgLoBeXoRgAnIzAtIoN02");
        assertThat(CodeFlow.json(CodeFlow.at(port).userinfo(token(tokens, "access_token"))))
                .containsEntry("org_slug", "globex")
                .containsEntry("org_name", "Globex Research");
    }

    /** Somebody posts an organization they are no member of. */
    @Test
    void fallsBackToOwnOrganization() {
        BrowserDriver browser =
                flow("openid user:org:read").with("prompt", "consent").signedIn();
        browser.submit(Map.of("consented", "true", "organization_id", "org_000000000000000000000000000"));

        Map<String, Object> tokens = CodeFlow.json(exchange(Parameters.in(browser.leavesFor(), "code")));

        assertThat(Jwts.claims(token(tokens, "id_token"))).containsEntry("org_id", "org_2hUbIfYaCmEoRgAnIzAtIoN0001");
    }

    @Test
    void asksForNothingWithoutASession() {
        CodeFlow.at(port)
                .plainPost("/v1/me/oauth/consent/" + CLIENT, Map.of("consented", "true"), Map.of())
                .expectStatus()
                .isUnauthorized()
                .expectBody()
                .jsonPath("$.errors[0].code")
                .isEqualTo("signed_out");
    }

    private CodeFlow flow(String scope) {
        return CodeFlow.at(port).with("client_id", CLIENT).with("scope", scope);
    }

    private RestTestClient.ResponseSpec exchange(String code) {
        return CodeFlow.at(port)
                .post(
                        "/oauth/token",
                        CLIENT,
                        CodeFlow.SECRET,
                        Map.of(
                                "grant_type",
                                "authorization_code",
                                "code",
                                code,
                                "redirect_uri",
                                CodeFlow.CALLBACK,
                                "code_verifier",
                                CodeFlow.VERIFIER));
    }

    private static Object token(Map<String, Object> tokens, String name) {
        return Objects.requireNonNull(tokens.get(name));
    }
}
