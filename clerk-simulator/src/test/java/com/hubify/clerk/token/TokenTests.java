package com.hubify.clerk.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.clerk.CodeFlow;
import com.hubify.clerk.Jwts;
import com.hubify.clerk.SimulatorTest;
import com.hubify.testing.TestClock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.servlet.client.RestTestClient;

@SimulatorTest
class TokenTests {

    private static final String MEMBER = "user_2hUbIfYmEmBeRsAmPlEuSeR0002";

    @LocalServerPort
    private int port;

    @Autowired
    private TestClock clock;

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    @Test
    void answersAsClerkDoes() {
        RestTestClient.ResponseSpec response = flow().exchange(flow().code());

        response.expectStatus().isOk();
        response.expectHeader().valueEquals("Content-Type", "application/json");
        response.expectHeader().valueEquals("Cache-Control", "no-store");
        assertThat(CodeFlow.json(response))
                .containsOnlyKeys("access_token", "expires_in", "id_token", "refresh_token", "scope", "token_type")
                .containsEntry("expires_in", 86_400)
                .containsEntry("scope", "openid profile email offline_access")
                .containsEntry("token_type", "bearer");
    }

    @Test
    void issuesIdTokenWithTheClaimsOfItsScopes() {
        Object token = token(flow().tokens(), "id_token");

        assertThat(Jwts.header(token)).containsOnlyKeys("alg", "kid", "typ").containsEntry("typ", "JWT");
        Map<String, Object> claims = Jwts.claims(token);
        assertThat(claims)
                .containsOnlyKeys(
                        "iss",
                        "sub",
                        "aud",
                        "exp",
                        "iat",
                        "jti",
                        "nonce",
                        "at_hash",
                        "name",
                        "given_name",
                        "family_name",
                        "preferred_username",
                        "email",
                        "email_verified")
                .containsEntry("iss", "http://127.0.0.1:" + port)
                .containsEntry("aud", List.of(CodeFlow.CLIENT_ID))
                .containsEntry("nonce", "nonce-0123456789")
                .containsEntry("name", "Mira Bergström")
                .containsEntry("email_verified", true);
        assertThat(seconds(claims, "exp") - seconds(claims, "iat")).isEqualTo(86_400);
    }

    @Test
    void issuesAccessTokenThatNamesTheClientAndNoAudience() {
        Object token = token(flow().with("resource", "https://api.example.com").tokens(), "access_token");

        assertThat(Jwts.header(token)).containsOnlyKeys("alg", "kid", "typ").containsEntry("typ", "at+jwt");
        Map<String, Object> claims = Jwts.claims(token);
        assertThat(claims)
                .containsOnlyKeys("client_id", "exp", "iat", "iss", "jti", "nbf", "scope", "sub")
                .containsEntry("client_id", CodeFlow.CLIENT_ID)
                .containsEntry("sub", "user_2hUbIfYmEmBeRsAmPlEuSeR0002")
                .containsEntry("scope", "openid profile email offline_access");
        assertThat(String.valueOf(claims.get("jti"))).matches("oat_[0-9A-Z]{16}");
        assertThat(seconds(claims, "iat") - seconds(claims, "nbf")).isEqualTo(10);
        assertThat(seconds(claims, "exp") - seconds(claims, "iat")).isEqualTo(86_401);
    }

    @Test
    void issuesNoIdTokenWithoutOpenid() {
        Map<String, Object> tokens = flow().with("scope", "email").tokens();

        assertThat(tokens).doesNotContainKey("id_token").containsEntry("scope", "email");
    }

    @Test
    void takesSecretInTheBodyToo() {
        exchange(flow().code(), null, Map.of("client_id", CodeFlow.CLIENT_ID, "client_secret", CodeFlow.SECRET))
                .expectStatus()
                .isOk();
    }

    @Test
    void refusesWrongSecretAndUnknownClientAlike() {
        String code = flow().code();

        Map<String, Object> wrong =
                CodeFlow.json(flow().post("/oauth/token", CodeFlow.CLIENT_ID, "wrong", codeForm(code))
                        .expectStatus()
                        .isUnauthorized());
        Map<String, Object> unknown = CodeFlow.json(flow().post("/oauth/token", "nobody", "wrong", codeForm(code))
                .expectStatus()
                .isUnauthorized());

        assertThat(wrong).isEqualTo(unknown).containsEntry("error", "invalid_client");
    }

    /** A confidential client's secret left out is not the same as a public client. */
    @Test
    void refusesConfidentialClientWithoutSecret() {
        exchange(flow().code(), null, Map.of("client_id", CodeFlow.CLIENT_ID))
                .expectStatus()
                .isUnauthorized();
    }

    @Test
    void takesPublicClientByItsIdAlone() {
        CodeFlow flow = flow().with("client_id", "publicClient0001");

        exchange(flow.code(), null, Map.of("client_id", "publicClient0001"))
                .expectStatus()
                .isOk();
        exchange(flow.code(), null, Map.of("client_id", "publicClient0001", "client_secret", CodeFlow.SECRET))
                .expectStatus()
                .isUnauthorized();
    }

    @Test
    void refusesUnknownGrantType() {
        flow().post("/oauth/token", Map.of("grant_type", "client_credentials"))
                .expectBody()
                .jsonPath("$.error")
                .isEqualTo("unsupported_grant_type");
        flow().post("/oauth/token", Map.of())
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.error")
                .isEqualTo("invalid_request");
    }

    @Test
    void refusesFormTooLargeToRead() {
        flow().post("/oauth/token", Map.of("grant_type", "x".repeat(70_000)))
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.error")
                .isEqualTo("invalid_request");
    }

    @Test
    void letsBrowserClientsOfAnyOriginCall() {
        flow().plainPost("/oauth/token", Map.of(), Map.of("Origin", "https://app.example.com"))
                .expectHeader()
                .valueEquals("Access-Control-Allow-Origin", "*");
    }

    @Nested
    class Codes {

        /** A thief exchanges a code that was exchanged before: it may be the thief who came first, so the grant dies. */
        @Test
        void workOnceAndTakeTheirTokensAlongWhenReplayed() {
            String code = flow().code();
            Map<String, Object> tokens = CodeFlow.json(flow().exchange(code));

            refusesGrant(flow().exchange(code));

            refusesGrant(flow().refresh(token(tokens, "refresh_token")));
        }

        @Test
        void workOnceForRacingCallers() {
            String code = flow().code();

            long successes = IntStream.range(0, 8)
                    .parallel()
                    .filter(n -> isOk(flow().exchange(code)))
                    .count();

            assertThat(successes).isLessThanOrEqualTo(1);
        }

        @Test
        void expireAfterTenMinutes() {
            String code = flow().code();
            String late = flow().code();

            clock.wind(Duration.ofMinutes(10).minusSeconds(2));
            flow().exchange(code).expectStatus().isOk();
            clock.wind(Duration.ofSeconds(2));

            refusesGrant(flow().exchange(late));
        }

        /** A code stolen on its way is worth nothing without the verifier. */
        @ParameterizedTest
        @ValueSource(strings = {"another-verifier-that-is-long-enough-for-rfc-7636", "short", ""})
        void needTheirVerifier(String verifier) {
            refusesGrant(flow().exchange(flow().code(), verifier, CodeFlow.CALLBACK));
        }

        /** The challenge was stripped from the request on its way here; the application still sends its verifier. */
        @Test
        void refuseVerifierWithoutChallenge() {
            refusesGrant(flow().exchange(flow().without("code_challenge", "code_challenge_method")
                    .code()));
        }

        @Test
        void needTheSameRedirectUri() {
            refusesGrant(flow().exchange(flow().code(), CodeFlow.VERIFIER, "http://127.0.0.1/callback"));
        }

        @Test
        void belongToTheirClient() {
            String code = flow().code();

            refusesGrant(flow().post("/oauth/token", "strangerClient01", CodeFlow.SECRET, codeForm(code)));
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "x", "%00", "../../etc/passwd"})
        void areRefusedWhenMadeUp(String code) {
            refusesGrant(flow().exchange(code));
        }
    }

    @Nested
    class RefreshTokens {

        @Test
        void rotate() {
            Map<String, Object> first = flow().tokens();

            Map<String, Object> second = CodeFlow.json(
                    flow().refresh(token(first, "refresh_token")).expectStatus().isOk());

            assertThat(second)
                    .containsKeys("access_token", "id_token", "refresh_token")
                    .doesNotContainEntry("refresh_token", token(first, "refresh_token"));
            flow().refresh(token(second, "refresh_token")).expectStatus().isOk();
        }

        @Test
        void endsWithABan() {
            Map<String, Object> tokens = flow().tokens();

            flow().backend("/v1/users/" + MEMBER + "/ban", Map.of())
                    .expectStatus()
                    .isOk();
            flow().backend("/v1/users/" + MEMBER + "/unban", Map.of())
                    .expectStatus()
                    .isOk();

            refusesGrant(flow().refresh(token(tokens, "refresh_token")));
        }

        /** A thief uses a refresh token that was rotated away: the whole grant dies, the newest token included. */
        @Test
        void takeTheGrantAlongWhenReused() {
            Map<String, Object> first = flow().tokens();
            Map<String, Object> second = CodeFlow.json(flow().refresh(token(first, "refresh_token")));

            refusesGrant(flow().refresh(token(first, "refresh_token")));

            refusesGrant(flow().refresh(token(second, "refresh_token")));
        }

        @Test
        void narrowButNeverWiden() {
            Object token = token(flow().tokens(), "refresh_token");

            flow().post("/oauth/token", refreshForm(token, "openid public_metadata"))
                    .expectBody()
                    .jsonPath("$.error")
                    .isEqualTo("invalid_scope");
            Map<String, Object> narrowed =
                    CodeFlow.json(flow().post("/oauth/token", refreshForm(token, "openid email")));

            assertThat(narrowed).containsEntry("scope", "openid email");
            assertThat(Jwts.claims(token(narrowed, "id_token")))
                    .containsKey("email")
                    .doesNotContainKey("name");
        }

        @Test
        void belongToTheirClient() {
            Object token = token(flow().tokens(), "refresh_token");

            refusesGrant(flow().post("/oauth/token", "strangerClient01", CodeFlow.SECRET, refreshForm(token, "")));

            flow().refresh(token).expectStatus().isOk();
        }
    }

    private static void refusesGrant(RestTestClient.ResponseSpec response) {
        response.expectStatus().isBadRequest();
        response.expectHeader().valueEquals("Content-Type", "application/json");
        assertThat(CodeFlow.json(response))
                .containsOnlyKeys("error", "error_description")
                .containsEntry("error", "invalid_grant");
    }

    private RestTestClient.ResponseSpec exchange(
            String code, @Nullable String basicClientId, Map<String, String> more) {
        Map<String, String> form = new HashMap<>(codeForm(code));
        form.putAll(more);
        return flow().post("/oauth/token", basicClientId, "", form);
    }

    private static Map<String, String> codeForm(String code) {
        return Map.of(
                "grant_type",
                "authorization_code",
                "code",
                code,
                "redirect_uri",
                CodeFlow.CALLBACK,
                "code_verifier",
                CodeFlow.VERIFIER);
    }

    private static Map<String, String> refreshForm(Object token, String scope) {
        return Map.of("grant_type", "refresh_token", "refresh_token", token.toString(), "scope", scope);
    }

    private static boolean isOk(RestTestClient.ResponseSpec response) {
        return response.returnResult().getStatus() == HttpStatus.OK;
    }

    private static Object token(Map<String, Object> tokens, String name) {
        return Objects.requireNonNull(tokens.get(name));
    }

    private static long seconds(Map<String, Object> claims, String name) {
        return claims.get(name) instanceof Long value ? value : -1;
    }

    private CodeFlow flow() {
        return CodeFlow.at(port);
    }
}
