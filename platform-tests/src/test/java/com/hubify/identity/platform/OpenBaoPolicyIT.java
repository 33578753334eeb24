package com.hubify.identity.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.parts.OpenBao;
import com.hubify.identity.parts.OpenBaoServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the policy that comes with the product lets the identity server do. */
@OpenBaoServer
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenBaoPolicyIT {

    private static final Path POLICY = Path.of("..", "deploy", "openbao", "identity-server.hcl");

    private final OpenBao openBao;
    private String token = "";

    OpenBaoPolicyIT(OpenBao openBao) {
        this.openBao = openBao;
    }

    @BeforeAll
    void logIn() throws IOException {
        openBao.write("transit/keys/hubify-es256", Map.of("type", "ecdsa-p256"));
        openBao.write("transit/keys/somebody-elses", Map.of("type", "ecdsa-p256"));
        token = openBao.tokenFor(Files.readString(POLICY));
    }

    @Test
    void letsItSign() {
        var input = Base64.getEncoder().encodeToString(new byte[] {1});

        var status = openBao.status(token, "POST", "transit/sign/hubify-es256", Map.of("input", input));

        assertThat(status).isEqualTo(200);
    }

    @Test
    void letsItReadPublicKeys() {
        assertThat(openBao.status(token, "GET", "transit/keys/hubify-es256", Map.of()))
                .isEqualTo(200);
    }

    /** Attack: whoever took over the server wants the key itself, a weaker one, or somebody else's signature. */
    @ParameterizedTest
    @CsvSource({
        "GET, transit/export/signing-key/hubify-es256",
        "GET, transit/backup/hubify-es256",
        "POST, transit/keys/hubify-es256",
        "POST, transit/keys/hubify-es256/config",
        "POST, transit/keys/hubify-es256/trim",
        "DELETE, transit/keys/hubify-es256",
        "POST, transit/sign/somebody-elses",
        "GET, transit/keys/somebody-elses",
        "GET, sys/policies/acl/identity-server",
        "POST, auth/token/create",
    })
    void refusesEverythingElse(String method, String path) {
        assertThat(openBao.status(token, method, path, Map.of("exportable", true)))
                .isEqualTo(403);
    }
}
