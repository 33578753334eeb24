package com.hubify.clerk.signing;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.clerk.CodeFlow;
import com.hubify.clerk.SimulatorTest;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.web.servlet.client.RestTestClient;

@SimulatorTest
class JwksTests {

    @LocalServerPort
    private int port;

    @Test
    void publishesOneRsaKey() {
        Map<String, Object> jwks = CodeFlow.json(get("/.well-known/jwks.json"));

        assertThat(jwks.get("keys"))
                .asInstanceOf(InstanceOfAssertFactories.list(Map.class))
                .singleElement()
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsOnlyKeys("use", "kty", "kid", "alg", "n", "e")
                .containsEntry("alg", "RS256");
    }

    @Test
    void refusesBackendKeysWithoutBearer() {
        get("/v1/jwks")
                .expectStatus()
                .isUnauthorized()
                .expectBody()
                .jsonPath("$.errors[0].code")
                .isEqualTo("authorization_header_format_invalid");
    }

    @Test
    void refusesBackendKeysForAnotherSecretKey() {
        CodeFlow flow = CodeFlow.at(port);

        RestTestClient.ResponseSpec response = RestTestClient.bindToServer()
                .build()
                .get()
                .uri(flow.page("/v1/jwks"))
                .headers(headers -> headers.setBearerAuth("sk_test_other"))
                .exchange();

        response.expectStatus()
                .isUnauthorized()
                .expectBody()
                .jsonPath("$.errors[0].code")
                .isEqualTo("clerk_key_invalid");
    }

    private RestTestClient.ResponseSpec get(String path) {
        CodeFlow flow = CodeFlow.at(port);
        return flow.get(flow.page(path));
    }
}
