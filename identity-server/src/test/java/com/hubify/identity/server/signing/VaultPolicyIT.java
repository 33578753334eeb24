package com.hubify.identity.server.signing;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.parts.OpenBao;
import com.hubify.identity.parts.OpenBaoServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a stolen login of the server is worth: signatures while it lasts, and no more. */
@OpenBaoServer
class VaultPolicyIT {

    private final OpenBao bao;
    private final String token;

    VaultPolicyIT(OpenBao bao) {
        this.bao = bao;
        TestVault.in(bao);
        bao.write("transit/keys/somebody-elses", Map.of("type", "ecdsa-p256"));
        this.token = bao.tokenFor(TestVault.POLICY);
    }

    @Test
    void allowsToReadOwnKeys() throws Exception {
        assertThat(status("GET", "transit/keys/hubify-es256", "")).isEqualTo(200);
        assertThat(status("GET", "transit/keys/hubify-rs256", "")).isEqualTo(200);
        assertThat(status("GET", "transit/keys/hubify-eddsa", "")).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "GET,    transit/export/signing-key/hubify-es256",
        "GET,    transit/export/signing-key/hubify-es256/1",
        "GET,    transit/export/public-key/hubify-es256",
        "GET,    transit/backup/hubify-es256",
        "POST,   transit/restore/hubify-es256",
        "POST,   transit/keys/hubify-es256",
        "DELETE, transit/keys/hubify-es256",
        "GET,    transit/keys?list=true",
        "GET,    transit/keys/somebody-elses",
        "POST,   transit/sign/somebody-elses",
        "POST,   transit/keys/new",
        "POST,   transit/keys/somebody-elses/rotate",
        "POST,   transit/keys/somebody-elses/config",
        "POST,   transit/keys/somebody-elses/trim",
        "GET,    sys/mounts",
        "POST,   auth/token/create",
        "POST,   auth/approle/role/identity-server/secret-id"
    })
    void allowsNothingElse(String method, String path) throws Exception {
        assertThat(status(method, path, "{}")).isEqualTo(403);
    }

    @Test
    void allowsToRotateAndToRetire() throws Exception {
        assertThat(status("POST", "transit/keys/hubify-es256/rotate", "{}")).isLessThan(300);
        assertThat(status(
                        "POST",
                        "transit/keys/hubify-es256/config",
                        "{\"min_decryption_version\":2,\"min_encryption_version\":2}"))
                .isLessThan(300);
        assertThat(status("POST", "transit/keys/hubify-es256/trim", "{\"min_available_version\":2}"))
                .isLessThan(300);
    }

    /** Attack: the key is made to leave Vault, or to be deleted, by whoever may only retire its versions. */
    @ParameterizedTest
    @ValueSource(strings = {"exportable", "allow_plaintext_backup", "deletion_allowed"})
    void allowsNoOtherSettings(String setting) throws Exception {
        assertThat(status("POST", "transit/keys/hubify-es256/config", "{\"%s\":true}".formatted(setting)))
                .isEqualTo(403);
    }

    private int status(String method, String path, String body) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(bao.url() + "/v1/" + path))
                .header("X-Vault-Token", token)
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
