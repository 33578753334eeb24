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

    /** Taken for a rotation under the same id, a misspelt one would leave a test green for the wrong reason. */
    @Test
    void refusesARotationOfAnUnknownSort() {
        Map<String, Object> before = CodeFlow.json(get("/.well-known/jwks.json"));

        CodeFlow.at(port)
                .plainPost("/simulator/key-rotations", Map.of("kid", "other"), Map.of())
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.errors[0].long_message")
                .isEqualTo("kid must be same or new.");
        assertThat(CodeFlow.json(get("/.well-known/jwks.json"))).isEqualTo(before);
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
