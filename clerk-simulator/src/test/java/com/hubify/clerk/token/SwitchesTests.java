package com.hubify.clerk.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.clerk.Backend;
import com.hubify.clerk.BrowserDriver;
import com.hubify.clerk.CodeFlow;
import com.hubify.clerk.Jwts;
import com.hubify.clerk.Parameters;
import com.hubify.clerk.SimulatorTest;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpMethod;
import org.springframework.test.context.TestPropertySource;

/** Each switch turned away from its default. */
class SwitchesTests {

    private static final String MEMBER = "user_2hUbIfYmEmBeRsAmPlEuSeR0002";

    @Nested
    @SimulatorTest
    @TestPropertySource(
            properties = {
                "clerk.simulator.switches.jwt-access-tokens=false",
                "clerk.simulator.switches.id-token-audience-array=false",
                "clerk.simulator.switches.at-hash-claim=false",
                "clerk.simulator.switches.auth-time-claim=true",
                "clerk.simulator.switches.rat-claim=true",
                "clerk.simulator.switches.refresh-token-without-offline-access=false",
                "clerk.simulator.switches.refresh-reuse-revokes-grant=false",
                "clerk.simulator.switches.invalid-grant-status=401",
                "clerk.simulator.switches.callback-scope=false",
                "clerk.simulator.switches.callback-iss=false",
                "clerk.simulator.switches.logout-flags=true",
                "clerk.simulator.switches.client-secret-post-in-discovery=false",
                "clerk.simulator.switches.end-session-endpoint=true",
                "clerk.simulator.secret-key=sk_live_hubify_simulator",
                "clerk.simulator.backend.requests=100000",
                "clerk.simulator.switches.sign-out-revokes-grants=true",
                "clerk.simulator.switches.sign-out-removes-sessions=true",
                "clerk.simulator.switches.ban-revokes-grants=false",
                "clerk.simulator.switches.jti-in-session-tokens=false",
                "clerk.simulator.switches.weak-nonce-refused=false",
            })
    class AllTurned {

        @LocalServerPort
        private int port;

        @Test
        void issuesOpaqueAccessTokensThatCanBeRevoked() {
            String token = text(flow().tokens(), "access_token");

            assertThat(token).matches("oat_[A-Za-z0-9_-]{43}");
            assertThat(CodeFlow.json(flow().userinfo(token))).containsEntry("email", "member@example.com");
            assertThat(CodeFlow.json(flow().post("/oauth/token_info", Map.of("token", token))))
                    .containsEntry("active", true);
            flow().post("/oauth/token/revoke", Map.of("token", token))
                    .expectStatus()
                    .isOk();
            flow().userinfo(token).expectStatus().isUnauthorized();
        }

        @Test
        void shapesTheIdTokenOtherwise() {
            assertThat(Jwts.claims(text(flow().tokens(), "id_token")))
                    .containsKeys("auth_time", "rat")
                    .doesNotContainKey("at_hash")
                    .containsEntry("aud", CodeFlow.CLIENT_ID);
        }

        @Test
        void tiesRefreshTokensToOfflineAccess() {
            assertThat(flow().with("scope", "openid").tokens()).doesNotContainKey("refresh_token");
            assertThat(flow().tokens()).containsKey("refresh_token");
        }

        @Test
        void sparesTheGrantOfAReusedRefreshToken() {
            String first = text(flow().tokens(), "refresh_token");
            String second = text(CodeFlow.json(flow().refresh(first)), "refresh_token");

            flow().refresh(first).expectStatus().isUnauthorized();

            flow().refresh(second).expectStatus().isOk();
        }

        @Test
        void keepsTheCallbackShort() {
            assertThat(Parameters.of(flow().signedIn().leavesFor())).containsOnlyKeys("code", "state");
        }

        @Test
        void takesShortNonce() {
            assertThat(Parameters.of(flow().with("nonce", "x").signedIn().leavesFor()))
                    .containsKey("code");
        }

        @Test
        void removesSessionsOnSignOut() {
            String email = "leaver-" + System.nanoTime() + "@example.com";
            String person = backend().person(email);
            BrowserDriver browser = flow().browser();
            browser.signIn(email, "hubify");
            browser.open(flow().page("/sign-out"));

            browser.submit(Map.of());

            assertThat(backend().list("/v1/sessions?user_id=" + person))
                    .extracting(session -> session.get("status"))
                    .containsExactly("removed");
        }

        @Test
        void sparesTheGrantsOfABannedPerson() {
            String email = "banned-" + System.nanoTime() + "@example.com";
            String person = backend().person(email);
            String token = text(flow().tokens(email), "refresh_token");

            backend().post("/v1/users/" + person + "/ban", Map.of());

            flow().refresh(token).expectStatus().isOk();
        }

        @Test
        void endsOpaqueTokensOfADeletedPerson() {
            String email = "deleted-" + System.nanoTime() + "@example.com";
            String person = backend().person(email);
            String token = text(flow().tokens(email), "access_token");

            backend().delete("/v1/users/" + person);

            assertThat(CodeFlow.json(flow().post("/oauth/token_info", Map.of("token", token))))
                    .containsEntry("active", false);
        }

        @Test
        void createsNoSessionsInProduction() {
            backend()
                    .send(HttpMethod.POST, "/v1/sessions", Map.of("user_id", "user_2hUbIfYsOlOsAmPlEuSeR000001"))
                    .expectStatus()
                    .isBadRequest()
                    .expectBody()
                    .jsonPath("$.errors[0].code")
                    .isEqualTo("request_invalid_for_environment");
        }

        private Backend backend() {
            return Backend.at(port, "sk_live_hubify_simulator");
        }

        @Test
        void endsGrantsOnSignOut() {
            BrowserDriver browser = flow().signedIn();
            String token =
                    text(CodeFlow.json(flow().exchange(Parameters.in(browser.leavesFor(), "code"))), "refresh_token");

            browser.open(flow().page("/"));
            browser.submit(Map.of());

            flow().refresh(token).expectStatus().isUnauthorized();
        }

        @Test
        void changesTheMetadata() {
            CodeFlow flow = flow();

            assertThat(CodeFlow.json(flow.get(flow.page("/.well-known/openid-configuration"))))
                    .containsEntry("backchannel_logout_supported", true)
                    .containsEntry("end_session_endpoint", "http://127.0.0.1:" + port + "/sign-out")
                    .containsEntry("token_endpoint_auth_methods_supported", List.of("client_secret_basic", "none"))
                    .doesNotContainKey("authorization_response_iss_parameter_supported");
        }

        @Test
        void leavesSessionTokensWithoutId() {
            Map<String, Object> answer = CodeFlow.json(
                    flow().plainPost("/simulator/session-tokens", Map.of("identifier", "solo@example.com"), Map.of()));

            assertThat(Jwts.claims(text(answer, "jwt"))).doesNotContainKey("jti");
        }

        private CodeFlow flow() {
            return CodeFlow.at(port);
        }
    }

    @Nested
    @SimulatorTest
    @TestPropertySource(
            properties = {
                "clerk.simulator.switches.include-audience=true",
                "clerk.simulator.switches.cat-in-oauth-tokens=true",
                "clerk.simulator.switches.ban-revokes-grants=false",
                "clerk.simulator.switches.ended-api-keys-found=true",
            })
    class AudienceClassBanAndApiKeys {

        @LocalServerPort
        private int port;

        @Test
        void namesTheResourceWhereOneWasAsked() {
            Map<String, Object> with = CodeFlow.at(port)
                    .with("resource", "https://api.example.com")
                    .tokens();
            Map<String, Object> without = CodeFlow.at(port).tokens();

            assertThat(Jwts.claims(text(with, "access_token"))).containsEntry("aud", "https://api.example.com");
            assertThat(Jwts.claims(text(without, "access_token"))).doesNotContainKey("aud");
        }

        @Test
        void sparesTheGrantsOfABannedPerson() {
            String token = text(CodeFlow.at(port).tokens(), "refresh_token");

            CodeFlow.at(port)
                    .backend("/v1/users/" + MEMBER + "/ban", Map.of())
                    .expectStatus()
                    .isOk();
            CodeFlow.at(port)
                    .backend("/v1/users/" + MEMBER + "/unban", Map.of())
                    .expectStatus()
                    .isOk();

            CodeFlow.at(port).refresh(token).expectStatus().isOk();
        }

        @Test
        void findsRevokedApiKey() {
            CodeFlow flow = CodeFlow.at(port);
            Map<String, Object> key =
                    CodeFlow.json(flow.backend("/api_keys", Map.of("name", "Lab", "subject", MEMBER)));
            flow.backend("/v1/api_keys/" + text(key, "id") + "/revoke", Map.of())
                    .expectStatus()
                    .isOk();

            assertThat(CodeFlow.json(flow.backend("/api_keys/verify", Map.of("secret", text(key, "secret")))))
                    .containsEntry("revoked", true);
        }

        @Test
        void stampsTheClassThatSaysNothing() {
            Map<String, Object> tokens = CodeFlow.at(port).tokens();

            assertThat(Jwts.header(text(tokens, "id_token"))).containsEntry("cat", "cl_I7d4PD111III");
            assertThat(Jwts.header(text(tokens, "access_token"))).containsEntry("cat", "cl_I7d4PD111III");
        }
    }

    private static String text(Map<String, Object> body, String name) {
        return Objects.requireNonNull(body.get(name)).toString();
    }
}
