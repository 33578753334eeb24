package com.hubify.identity.server.grant.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.server.account.AccountId;
import com.hubify.identity.server.client.TestClients;
import com.hubify.identity.server.session.SignInAuthentication;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.security.oauth2.core.OAuth2DeviceCode;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;

/** Grants as a running server of release 0.1 wrote them. An update must not end what people have allowed. */
class GrantsOfTheReleaseBeforeTests {

    private static final RegisteredClient CLIENT = TestClients.confidential().build();

    @ParameterizedTest
    @ValueSource(strings = {"consent-asked", "code", "tokens", "refreshed", "web-code", "web-tokens", "web-replayed"})
    void readsThoseOfTheCodeFlow(String name) throws IOException {
        OAuth2Authorization grant = read(recorded(name));

        OAuth2AuthorizationRequest request = grant.getAttribute(OAuth2AuthorizationRequest.class.getName());
        assertThat(request).isNotNull();
        assertThat(request.getAdditionalParameters())
                .containsOnlyKeys("code_challenge", "code_challenge_method", "nonce");
        assertThat(request.getRedirectUri()).startsWith("http://");
        assertThat(request.getState()).isEqualTo("state-12345");
        assertThat(request.getScopes()).contains("openid");
        assertThat((Object) grant.getAttribute(Principal.class.getName()))
                .isEqualTo(new SignInAuthentication(
                        new AccountId("user_2hUbIfYsOlOsAmPlEuSeR000001"),
                        "R8AD8ydan2K0uzUKRc_ojQ",
                        Instant.parse("2026-11-29T06:18:58.646663501Z"),
                        null));
        assertThatTodaysFormSaysTheSame(grant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"device-code", "device-consent-asked", "device-allowed", "device-tokens"})
    void readsThoseOfTheDeviceFlow(String name) throws IOException {
        OAuth2Authorization grant = read(recorded(name));

        assertThat(grant.getAuthorizationGrantType().getValue()).endsWith("device_code");
        assertThat(grant.getToken(OAuth2DeviceCode.class)).isNotNull();
        if (name.equals("device-consent-asked")) {
            Set<String> asked = grant.getAttribute("scope");
            assertThat(asked).containsExactlyInAnyOrder("openid", "offline_access", "profile", "labs:read");
        }
        assertThatTodaysFormSaysTheSame(grant);
    }

    private static void assertThatTodaysFormSaysTheSame(OAuth2Authorization grant) {
        String written = AuthorizationJson.write(grant);

        assertThat(written)
                .contains("\"type\":\"grant\"", "\"form\":2")
                .doesNotContain("@class", "java.", "springframework", "com.hubify");
        OAuth2Authorization again = read(written);
        assertThat(again)
                .usingRecursiveComparison()
                .ignoringFields("attributes")
                .isEqualTo(grant);
        assertThat(again.getAttributes().keySet())
                .isEqualTo(grant.getAttributes().keySet());
        grant.getAttributes()
                .forEach((name, value) -> assertThat((Object) again.getAttribute(name))
                        .usingRecursiveComparison()
                        .isEqualTo(value));
    }

    private static OAuth2Authorization read(String json) {
        return AuthorizationJson.read(json, id -> CLIENT, null).orElseThrow();
    }

    static String recorded(String name) throws IOException {
        return Objects.requireNonNull(new ClassPathResource("documents/8af877b/grants/" + name + ".json")
                .getContentAsString(StandardCharsets.UTF_8));
    }
}
