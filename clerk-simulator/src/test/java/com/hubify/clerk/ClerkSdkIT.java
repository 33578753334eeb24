package com.hubify.clerk;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.clerk.instance.InstanceProperties;
import com.hubify.clerk.instance.Issuer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Lets {@code @clerk/backend}, Clerk's own SDK, judge the simulator's tokens. Fails where Node.js is missing. */
@SimulatorTest
class ClerkSdkIT {

    private static final String ORIGIN = "http://localhost:8080";

    @LocalServerPort
    private int port;

    @Autowired
    private Issuer issuer;

    @Autowired
    private InstanceProperties instance;

    @Test
    void sdkAcceptsSessionTokenWithThePem() {
        Map<String, Object> verdict = ask("pem", sessionToken(Map.of()), Map.of());

        assertThat(verdict).containsEntry("accepted", true);
        assertThat(verdict.get("claims"))
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("sub", "user_2hUbIfYmEmBeRsAmPlEuSeR0002")
                .containsEntry("iss", issuer.value());
    }

    @Test
    void sdkAcceptsSessionTokenThroughTheBackendKeys() {
        Map<String, Object> verdict = ask("jwks", sessionToken(Map.of()), Map.of());

        assertThat(verdict).containsEntry("accepted", true);
    }

    @Test
    void sdkNamesAWrongSecretKey() {
        Map<String, Object> verdict = ask("jwks", sessionToken(Map.of()), Map.of("secretKey", "sk_test_wrong"));

        assertThat(verdict).containsEntry("accepted", false).containsEntry("reason", "secret-key-invalid");
    }

    @Test
    void sdkSignsInOnARequest() {
        String token = sessionToken(Map.of("organization", "acme"));

        Map<String, Object> verdict = ask("request", token, Map.of("authorizedParties", List.of(ORIGIN)));

        assertThat(verdict)
                .containsEntry("accepted", true)
                .containsEntry("userId", "user_2hUbIfYmEmBeRsAmPlEuSeR0002")
                .containsEntry("orgId", "org_2hUbIfYaCmEoRgAnIzAtIoN0001")
                .containsEntry("orgRole", "org:admin");
        assertThat((List<?>) verdict.get("orgPermissions"))
                .asInstanceOf(InstanceOfAssertFactories.list(String.class))
                .containsExactlyInAnyOrder(
                        "org:labs:read",
                        "org:labs:manage",
                        "org:experiments:read",
                        "org:experiments:manage",
                        "org:api_keys:manage");
    }

    @Test
    void sdkSeesTheSamePermissionsInVersion1() {
        String token = sessionToken(Map.of("organization", "globex", "version", "1"));

        Map<String, Object> verdict = ask("request", token, Map.of());

        assertThat(verdict).containsEntry("accepted", true).containsEntry("orgRole", "org:member");
        assertThat((List<?>) verdict.get("orgPermissions"))
                .asInstanceOf(InstanceOfAssertFactories.list(String.class))
                .containsExactlyInAnyOrder("org:labs:read", "org:experiments:read");
    }

    @Test
    void sdkRefusesTokenOfAnotherOrigin() {
        Map<String, Object> verdict = ask(
                "request", sessionToken(Map.of()), Map.of("authorizedParties", List.of("https://other.example.com")));

        assertThat(verdict)
                .containsEntry("accepted", false)
                .containsEntry("reason", "token-invalid-authorized-parties");
    }

    @Test
    void sdkHidesAPendingPerson() {
        Map<String, Object> verdict = ask("request", sessionToken(Map.of("sts", "pending")), Map.of());

        assertThat(verdict).containsEntry("userId", null);
    }

    @Test
    void sdkSeesTheImpersonator() {
        String impersonator = "user_2hUbIfYsOlOsAmPlEuSeR000001";

        Map<String, Object> verdict = ask("request", sessionToken(Map.of("actor", impersonator)), Map.of());

        assertThat(verdict).containsEntry("actor", Map.of("sub", impersonator));
    }

    @Test
    void sdkAcceptsTokensWithoutClassAndWithTheOneToIgnore() {
        Map<String, Object> without = ask("request", sessionToken(Map.of("cat", "none")), Map.of());
        Map<String, Object> ignored = ask("request", sessionToken(Map.of("cat", "ignore")), Map.of());

        assertThat(without).containsEntry("accepted", true);
        assertThat(ignored).containsEntry("accepted", true);
    }

    @Test
    void sdkRefusesTemplateTokenOnARequestOnly() {
        String token = sessionToken(Map.of("template", "integration"));

        Map<String, Object> onRequest = ask("request", token, Map.of());
        Map<String, Object> alone = ask("pem", token, Map.of());

        assertThat(onRequest).containsEntry("accepted", false).containsEntry("reason", "token-type-mismatch");
        assertThat(alone).containsEntry("accepted", true);
    }

    @Test
    void sdkRefusesAccessTokenAsSessionToken() {
        String token = String.valueOf(CodeFlow.at(port).tokens().get("access_token"));

        Map<String, Object> alone = ask("pem", token, Map.of());
        Map<String, Object> onRequest = ask("request", token, Map.of());

        assertThat(alone).containsEntry("accepted", false).containsEntry("reason", "token-invalid");
        assertThat(onRequest).containsEntry("accepted", false).containsEntry("reason", "token-type-mismatch");
    }

    @Test
    void sdkAcceptsAccessTokenWhereOneIsAskedFor() {
        String token = String.valueOf(CodeFlow.at(port).tokens().get("access_token"));

        Map<String, Object> verdict = ask("request", token, Map.of("acceptsToken", "oauth_token"));

        assertThat(verdict)
                .containsEntry("accepted", true)
                .containsEntry("scopes", List.of("openid", "profile", "email", "offline_access"));
    }

    /** Not a virtue of the SDK, but a fact services must know: only its issuer and key it checks, not what a token is for. */
    @Test
    void sdkTakesAnIdTokenForASessionToken() {
        String token = String.valueOf(CodeFlow.at(port).tokens().get("id_token"));

        Map<String, Object> verdict = ask("pem", token, Map.of());

        assertThat(verdict).containsEntry("accepted", true);
    }

    /** Under the same id no old token passes any more; under a new one both keys are published. */
    @Test
    void sdkFollowsRotatedKeys() {
        String first = sessionToken(Map.of());
        rotate("same");
        String second = sessionToken(Map.of());
        rotate("new");

        assertThat(ask("jwks", first, Map.of()))
                .containsEntry("accepted", false)
                .containsEntry("reason", "token-invalid-signature");
        assertThat(ask("jwks", second, Map.of())).containsEntry("accepted", true);
        assertThat(ask("jwks", sessionToken(Map.of()), Map.of())).containsEntry("accepted", true);
    }

    private void rotate(String kid) {
        CodeFlow.at(port)
                .plainPost("/simulator/key-rotations", Map.of("kid", kid), Map.of())
                .expectStatus()
                .isOk();
    }

    private String sessionToken(Map<String, String> knobs) {
        Map<String, String> form = new LinkedHashMap<>(knobs);
        form.put("identifier", "member@example.com");
        Map<String, Object> answer =
                CodeFlow.json(CodeFlow.at(port).plainPost("/simulator/session-tokens", form, Map.of("Origin", ORIGIN)));
        return String.valueOf(answer.get("jwt"));
    }

    private Map<String, Object> ask(String way, String token, Map<String, Object> more) {
        Map<String, Object> question = new LinkedHashMap<>();
        question.put("way", way);
        question.put("token", token);
        question.put("apiUrl", issuer.value());
        question.put("secretKey", instance.secretKey().reveal());
        question.put("publishableKey", issuer.publishableKey());
        question.put("pem", pem());
        question.putAll(more);
        return ClerkSdk.judge(question);
    }

    private String pem() {
        CodeFlow flow = CodeFlow.at(port);
        return Objects.requireNonNull(flow.get(flow.page("/simulator/jwt-key.pem"))
                .expectBody(String.class)
                .returnResult()
                .getResponseBody());
    }
}
