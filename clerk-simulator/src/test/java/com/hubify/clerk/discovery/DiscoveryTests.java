package com.hubify.clerk.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.clerk.CodeFlow;
import com.hubify.clerk.SimulatorTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

@SimulatorTest
class DiscoveryTests {

    @LocalServerPort
    private int port;

    @Test
    void describesTheOpenidProvider() {
        Map<String, Object> document = read("/.well-known/openid-configuration");

        String issuer = "http://127.0.0.1:" + port;
        assertThat(document)
                .containsOnlyKeys(
                        "issuer",
                        "authorization_endpoint",
                        "token_endpoint",
                        "revocation_endpoint",
                        "introspection_endpoint",
                        "userinfo_endpoint",
                        "jwks_uri",
                        "scopes_supported",
                        "response_types_supported",
                        "response_modes_supported",
                        "grant_types_supported",
                        "subject_types_supported",
                        "id_token_signing_alg_values_supported",
                        "token_endpoint_auth_methods_supported",
                        "claims_supported",
                        "code_challenge_methods_supported",
                        "backchannel_logout_supported",
                        "frontchannel_logout_supported",
                        "authorization_response_iss_parameter_supported")
                .containsEntry("issuer", issuer)
                .containsEntry("token_endpoint", issuer + "/oauth/token")
                .containsEntry("introspection_endpoint", issuer + "/oauth/token_info")
                .containsEntry("code_challenge_methods_supported", List.of("S256"))
                .containsEntry("backchannel_logout_supported", false);
    }

    @Test
    void describesTheAuthorizationServerWithoutOpenidParts() {
        Map<String, Object> document = read("/.well-known/oauth-authorization-server");

        assertThat(document)
                .containsKeys("issuer", "service_documentation", "ui_locales_supported", "op_tos_uri")
                .doesNotContainKeys(
                        "userinfo_endpoint",
                        "introspection_endpoint",
                        "response_modes_supported",
                        "backchannel_logout_supported",
                        "registration_endpoint",
                        "end_session_endpoint");
    }

    /** Clerk's JavaScript SDK parses a body as JSON only under exactly this type. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/.well-known/openid-configuration",
                "/.well-known/oauth-authorization-server",
                "/.well-known/jwks.json",
                "/nowhere"
            })
    void namesNoCharset(String path) {
        CodeFlow flow = CodeFlow.at(port);

        flow.get(flow.page(path)).expectHeader().valueEquals("Content-Type", "application/json");
    }

    private Map<String, Object> read(String path) {
        CodeFlow flow = CodeFlow.at(port);
        return CodeFlow.json(flow.get(flow.page(path)).expectStatus().isOk());
    }
}
