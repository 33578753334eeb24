package com.hubify.identity.server.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.server.client.TestClients;
import com.hubify.identity.server.session.SignInAuthentication;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;

/** Grants as a running server of an earlier release wrote them. An update must not end what people have allowed. */
class GrantsOfTheReleaseBeforeTests {

    private final AuthorizationJson json = new AuthorizationJson();
    private final RegisteredClient client = TestClients.confidential().build();

    @ParameterizedTest
    @ValueSource(strings = {"consent-asked", "code", "tokens", "refreshed", "web-code", "web-tokens", "web-replayed"})
    void readsThoseOfTheCodeFlow(String name) throws IOException {
        OAuth2Authorization grant = read(name);

        OAuth2AuthorizationRequest request = grant.getAttribute(OAuth2AuthorizationRequest.class.getName());
        assertThat(request).isNotNull();
        assertThat(request.getAdditionalParameters()).containsKeys("code_challenge", "code_challenge_method", "nonce");
        assertThat(request.getRedirectUri()).isNotEmpty();
        assertThat((Object) grant.getAttribute(Principal.class.getName())).isInstanceOf(SignInAuthentication.class);
        assertThat(read(json.write(grant), grant)).isEqualTo(grant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"device-code", "device-consent-asked", "device-allowed", "device-tokens"})
    void readsThoseOfTheDeviceFlow(String name) throws IOException {
        OAuth2Authorization grant = read(name);

        assertThat(grant.getAuthorizationGrantType().getValue()).endsWith("device_code");
        assertThat(grant.getToken(org.springframework.security.oauth2.core.OAuth2DeviceCode.class))
                .isNotNull();
        assertThat(read(json.write(grant), grant)).isEqualTo(grant);
    }

    private OAuth2Authorization read(String name) throws IOException {
        String text = new ClassPathResource("documents/8af877b/grants/" + name + ".json")
                .getContentAsString(StandardCharsets.UTF_8);
        return json.read(json.parse(text), client, null);
    }

    private OAuth2Authorization read(String text, OAuth2Authorization as) {
        assertThat(json.parse(text).id()).isEqualTo(as.getId());
        return json.read(json.parse(text), client, null);
    }
}
