package com.hubify.clerk.authorize;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.clerk.BrowserDriver;
import com.hubify.clerk.CodeFlow;
import com.hubify.clerk.Parameters;
import com.hubify.clerk.SimulatorTest;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

@SimulatorTest
class AuthorizationTests {

    @LocalServerPort
    private int port;

    @Test
    void answersWithCodeStateScopeAndIssuer() {
        URI callback = flow().signedIn().leavesFor();

        assertThat(callback.toString()).startsWith(CodeFlow.CALLBACK + "?");
        assertThat(Parameters.of(callback))
                .containsOnlyKeys("code", "state", "scope", "iss")
                .containsEntry("state", "state-0123456789")
                .containsEntry("scope", "openid profile email offline_access")
                .containsEntry("iss", "http://127.0.0.1:" + port);
    }

    @Test
    void showsUnknownClientAsJsonInTheBrowser() {
        CodeFlow flow = flow().with("client_id", "nobody");

        flow.get(flow.authorization())
                .expectStatus()
                .isUnauthorized()
                .expectHeader()
                .valueEquals("Content-Type", "application/json")
                .expectBody()
                .json("""
                        {
                          "error": "invalid_client",
                          "error_description": "Client authentication failed (e.g., unknown client, no client \
                        authentication included, or unsupported client authentication method). The requested OAuth \
                        2.0 Client does not exist."
                        }
                        """);
    }

    /** An attacker registers nothing and names an address of their own. Nothing may be sent there, not even an error. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example.com/",
                "http://localhost:9000/login/oauth2/code/clerk/",
                "http://localhost:9000/login/oauth2/code/clerk?x=1",
                "http://localhost:9001/login/oauth2/code/clerk",
            })
    void sendsNobodyToAnUnregisteredAddress(String redirectUri) {
        CodeFlow flow = flow().with("redirect_uri", redirectUri);

        flow.get(flow.authorization())
                .expectStatus()
                .isBadRequest()
                .expectHeader()
                .doesNotExist("Location")
                .expectBody()
                .jsonPath("$.error")
                .isEqualTo("invalid_request");
    }

    @Test
    void leavesThePortOfLoopbackOpen() {
        URI callback = flow().with("redirect_uri", "http://127.0.0.1:49152/callback")
                .signedIn()
                .leavesFor();

        assertThat(callback.toString()).startsWith("http://127.0.0.1:49152/callback?code=");
    }

    @ParameterizedTest
    @CsvSource({
        "state, short, invalid_state",
        "nonce, short, insufficient_entropy",
        "response_type, token, unsupported_response_type",
        "response_type, '', unsupported_response_type",
        "response_mode, fragment, unsupported_response_mode",
        "scope, openid private_metadata, invalid_scope",
        "code_challenge_method, plain, invalid_request",
        "code_challenge_method, '', invalid_request",
        "code_challenge, short, invalid_request",
        "prompt, create, invalid_request",
        "prompt, none login, invalid_request",
        "request, eyJ, request_not_supported",
        "request_uri, https://example.com/r, request_uri_not_supported",
    })
    void tellsTheApplicationWhatIsWrong(String parameter, String value, String error) {
        URI callback = flow().with(parameter, value).browser().leavesFor();

        assertThat(callback.toString()).startsWith(CodeFlow.CALLBACK);
        assertThat(Parameters.in(callback, "error")).isEqualTo(error);
        assertThat(Parameters.of(callback))
                .containsKeys("error_description", "iss")
                .doesNotContainKey("code");
    }

    @Test
    void namesTheScopeThatIsNotAllowed() {
        URI callback = flow().with("scope", "openid labs:read").browser().leavesFor();

        assertThat(Parameters.in(callback, "error_description"))
                .isEqualTo("The requested scope is invalid, unknown, or malformed. The OAuth 2.0 Client is not allowed"
                        + " to request scope 'labs:read'.");
    }

    @Test
    void needsStateWithoutPkce() {
        CodeFlow flow = flow().without("state", "code_challenge", "code_challenge_method");

        assertThat(Parameters.in(flow.browser().leavesFor(), "error")).isEqualTo("invalid_state");
    }

    @Test
    void needsNoStateWithPkce() {
        URI callback = flow().without("state").signedIn().leavesFor();

        assertThat(Parameters.of(callback)).containsKey("code").doesNotContainKey("state");
    }

    @Test
    void needsPkceOfPublicClientsOnly() {
        CodeFlow confidential = flow().without("code_challenge", "code_challenge_method");
        CodeFlow open =
                flow().without("code_challenge", "code_challenge_method").with("client_id", "publicClient0001");

        assertThat(Parameters.of(confidential.signedIn().leavesFor())).containsKey("code");
        assertThat(Parameters.in(open.browser().leavesFor(), "error")).isEqualTo("invalid_request");
    }

    @Test
    void refusesParameterGivenTwice() {
        CodeFlow flow = flow();
        URI twice = URI.create(flow.authorization() + "&scope=openid");

        flow.get(twice)
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.error")
                .isEqualTo("invalid_request");
    }

    @Test
    void refusesRequestTooLongToCarryOn() {
        CodeFlow flow = flow().with("state", "x".repeat(7_000));

        flow.get(flow.authorization()).expectStatus().isBadRequest();
    }

    @Test
    void takesTheRequestAsAFormToo() {
        CodeFlow flow = flow();

        flow.plainPost("/oauth/authorize", Parameters.of(flow.authorization()), Map.of())
                .expectStatus()
                .isSeeOther()
                .expectHeader()
                .value("Location", location -> assertThat(location).startsWith("/sign-in?"));
    }

    @Test
    void letsSignedInBrowserStraightThrough() {
        BrowserDriver browser = flow().signedIn();

        browser.open(flow().with("state", "another-state").authorization());

        assertThat(Parameters.of(browser.leavesFor())).containsKey("code").containsEntry("state", "another-state");
    }

    @Test
    void asksNobodyWithPromptNone() {
        BrowserDriver stranger = flow().with("prompt", "none").browser();
        BrowserDriver known = flow().signedIn();
        known.open(flow().with("prompt", "none").authorization());

        assertThat(Parameters.in(stranger.leavesFor(), "error")).isEqualTo("login_required");
        assertThat(Parameters.of(known.leavesFor())).containsKey("code");
    }

    @Test
    void asksAgainWithPromptLogin() {
        BrowserDriver browser = flow().signedIn();

        browser.open(flow().with("prompt", "login").authorization());
        assertThat(browser.text()).contains("name=\"password\"");
        browser.signIn("solo@example.com", "hubify");

        assertThat(Parameters.of(browser.leavesFor())).containsKey("code");
    }

    /** Somebody at an open browser skips the password by opening the address that sign-in would have returned to. */
    @Test
    void answersPromptLoginOncePerSignIn() {
        CodeFlow flow = flow().with("prompt", "login");
        BrowserDriver browser = flow.signedIn();
        assertThat(Parameters.of(browser.leavesFor())).containsKey("code");

        browser.open(flow.at("/oauth/authorize-with-immediate-redirect"));

        assertThat(browser.text()).contains("name=\"password\"");
    }

    @Test
    void answersByFormWhereAsked() {
        BrowserDriver browser = flow().with("response_mode", "form_post").signedIn();

        assertThat(browser.status()).isEqualTo(200);
        assertThat(browser.text())
                .contains("action=\"" + CodeFlow.CALLBACK + "\"")
                .contains("name=\"code\"")
                .contains("name=\"state\" value=\"state-0123456789\"");
    }

    private CodeFlow flow() {
        return CodeFlow.at(port);
    }
}
