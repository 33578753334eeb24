package com.hubify.clerk.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.clerk.CodeFlow;
import com.hubify.clerk.SimulatorTest;
import com.hubify.testing.TestClock;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.web.servlet.client.RestTestClient;

/** User info, introspection and revocation. */
@SimulatorTest
class IssuedTokenTests {

    @LocalServerPort
    private int port;

    @Autowired
    private TestClock clock;

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    @Test
    void tellWhoThePersonIs() {
        assertThat(CodeFlow.json(flow().userinfo(token("access_token"))))
                .containsOnlyKeys(
                        "object",
                        "instance_id",
                        "user_id",
                        "sub",
                        "email",
                        "email_verified",
                        "name",
                        "given_name",
                        "family_name",
                        "picture",
                        "username",
                        "preferred_username")
                .containsEntry("object", "oauth_user_info")
                .containsEntry("sub", "user_2hUbIfYmEmBeRsAmPlEuSeR0002")
                .containsEntry("user_id", "user_2hUbIfYmEmBeRsAmPlEuSeR0002")
                .containsEntry("picture", null);
    }

    @Test
    void tellNoMoreThanTheirScopes() {
        Object token =
                Objects.requireNonNull(flow().with("scope", "openid").tokens().get("access_token"));

        assertThat(CodeFlow.json(flow().userinfo(token))).containsOnlyKeys("object", "instance_id", "user_id", "sub");
    }

    /** An ID token is signed by the same key, but is no access token; nor is a session token. */
    @Test
    void areToldApartFromOtherTokensOfTheSameKey() {
        Object session = Objects.requireNonNull(CodeFlow.json(flow().plainPost(
                                "/simulator/session-tokens", Map.of("identifier", "solo@example.com"), Map.of()))
                .get("jwt"));

        refusesUserinfo(flow().userinfo(token("id_token")));
        refusesUserinfo(flow().userinfo(session));
    }

    @Test
    void areRefusedWhenForgedExpiredOrMissing() {
        String token = token("access_token").toString();
        String unsigned = token.substring(0, token.lastIndexOf('.') + 1);

        refusesUserinfo(flow().userinfo(unsigned));
        refusesUserinfo(flow().userinfo("x"));
        refusesUserinfo(flow().get(flow().page("/oauth/userinfo")));
        clock.wind(Duration.ofDays(1).plusSeconds(1));
        refusesUserinfo(flow().userinfo(token));
    }

    @Test
    void areIntrospectedWithClerksMembers() {
        Map<String, Object> info = CodeFlow.json(flow().post(
                        "/oauth/token_info",
                        Map.of("token", token("access_token").toString())));

        assertThat(info)
                .containsOnlyKeys("active", "client_id", "iat", "scope", "sub")
                .containsEntry("active", true)
                .containsEntry("client_id", CodeFlow.CLIENT_ID);
    }

    @Test
    void areInactiveForUnknownValueAndMissingScope() {
        String token = token("access_token").toString();

        assertThat(CodeFlow.json(flow().post("/oauth/token_info", Map.of("token", "x"))))
                .isEqualTo(Map.of("active", false));
        assertThat(CodeFlow.json(flow().post("/oauth/token_info", Map.of("token", token, "scope", "private_metadata"))))
                .isEqualTo(Map.of("active", false));
    }

    @Test
    void areIntrospectedForClientsOnly() {
        flow().post("/oauth/token_info", CodeFlow.CLIENT_ID, "wrong", Map.of("token", "x"))
                .expectStatus()
                .isUnauthorized()
                .expectBody()
                .jsonPath("$.error")
                .isEqualTo("invalid_client");
    }

    @Test
    void endWithTheirRefreshToken() {
        String token = token("refresh_token").toString();

        flow().post("/oauth/token/revoke", Map.of("token", token))
                .expectStatus()
                .isOk()
                .expectBody()
                .isEmpty();

        flow().refresh(token).expectStatus().isBadRequest();
        assertThat(CodeFlow.json(flow().post("/oauth/token_info", Map.of("token", token))))
                .isEqualTo(Map.of("active", false));
    }

    @Test
    void cannotBeRevokedAsJwt() {
        flow().post("/oauth/token/revoke", Map.of("token", token("access_token").toString()))
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.error")
                .isEqualTo("unsupported_token_type")
                .jsonPath("$.error_description")
                .isEqualTo("JWT access tokens cannot be revoked");
    }

    /** Another client revokes tokens that are not its own: the answer gives nothing away, and nothing happens. */
    @Test
    void areRevokedByTheirOwnClientOnly() {
        String token = token("refresh_token").toString();

        flow().post("/oauth/token/revoke", "strangerClient01", CodeFlow.SECRET, Map.of("token", token))
                .expectStatus()
                .isOk();
        flow().post("/oauth/token/revoke", Map.of("token", "unknown"))
                .expectStatus()
                .isOk();

        flow().refresh(token).expectStatus().isOk();
    }

    private static void refusesUserinfo(RestTestClient.ResponseSpec response) {
        response.expectStatus()
                .isUnauthorized()
                .expectHeader()
                .valueEquals("Content-Type", "application/json")
                .expectBody()
                .jsonPath("$.errors[0].code")
                .isEqualTo("oauth_fetch_user_error")
                .jsonPath("$.clerk_trace_id")
                .exists();
    }

    private Object token(String name) {
        return Objects.requireNonNull(flow().tokens().get(name));
    }

    private CodeFlow flow() {
        return CodeFlow.at(port);
    }
}
