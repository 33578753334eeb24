package com.hubify.identity.server.signing.vault;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.parts.OpenBaoServer;
import com.hubify.identity.parts.openbao.OpenBao;
import java.util.Base64;
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
    void allowsToReadOwnKeys() {
        assertThat(status("GET", "transit/keys/hubify-es256", Map.of())).isEqualTo(200);
        assertThat(status("GET", "transit/keys/hubify-rs256", Map.of())).isEqualTo(200);
        assertThat(status("GET", "transit/keys/hubify-eddsa", Map.of())).isEqualTo(200);
    }

    @Test
    void allowsToSign() {
        String input = Base64.getEncoder().encodeToString(new byte[] {1});

        assertThat(status("POST", "transit/sign/hubify-es256", Map.of("input", input)))
                .isEqualTo(200);
    }

    /** Attack: whoever took over the server wants the key itself, a weaker one, or somebody else's signature. */
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
        "GET,    sys/policies/acl/identity-server",
        "POST,   sys/capabilities",
        "POST,   sys/capabilities-accessor",
        "POST,   auth/token/create",
        "POST,   auth/approle/role/identity-server/secret-id"
    })
    void allowsNothingElse(String method, String path) {
        assertThat(status(method, path, Map.of())).isEqualTo(403);
        assertThat(status(method, path, Map.of("exportable", true))).isEqualTo(403);
    }

    @Test
    void allowsToRotateAndToRetire() {
        assertThat(status("POST", "transit/keys/hubify-es256/rotate", Map.of())).isLessThan(300);
        assertThat(status(
                        "POST",
                        "transit/keys/hubify-es256/config",
                        Map.of("min_decryption_version", 2, "min_encryption_version", 2)))
                .isLessThan(300);
        assertThat(status("POST", "transit/keys/hubify-es256/trim", Map.of("min_available_version", 2)))
                .isLessThan(300);
    }

    @Test
    void allowsToAskWhatItAllows() {
        assertThat(status("POST", "sys/capabilities-self", Map.of("paths", "transit/keys/hubify-es256")))
                .isEqualTo(200);
    }

    /** Attack: the key is made to leave Vault, or to be deleted, by whoever may only retire its versions. */
    @ParameterizedTest
    @ValueSource(strings = {"exportable", "allow_plaintext_backup", "deletion_allowed"})
    void allowsNoOtherSettings(String setting) {
        assertThat(status("POST", "transit/keys/hubify-es256/config", Map.of(setting, true)))
                .isEqualTo(403);
    }

    private int status(String method, String path, Map<String, ?> body) {
        return bao.status(token, method, path, body);
    }
}
