package com.hubify.identity.server.signing.vault;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.parts.OpenBaoServer;
import com.hubify.identity.parts.openbao.OpenBao;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an operator's login is for once the root token is gone, and where a slip, or a curious one, comes to its end. */
@OpenBaoServer
class OperatorPolicyIT {

    /** As the command line writes them: every value is a string. */
    private static final Map<String, Object> KEY = Map.of("exportable", "false", "allow_plaintext_backup", "false");

    private final OpenBao bao;
    private final String token;

    OperatorPolicyIT(OpenBao bao) throws IOException {
        this.bao = bao;
        TestVault.in(bao);
        bao.write("transit/keys/somebody-elses", Map.of("type", "ecdsa-p256"));
        if (bao.read("sys/mounts").at("/data/secret~1").isMissingNode()) {
            bao.write("sys/mounts/secret", Map.of("type", "kv-v2"));
        }
        this.token = bao.tokenFor(Files.readString(Path.of("../deploy/openbao/identity-operator.hcl")));
    }

    @ParameterizedTest
    @CsvSource({"hubify-es256, ecdsa-p256", "hubify-rs256-2027, rsa-2048", "hubify-eddsa-2, ed25519"})
    void allowsToMakeKeys(String name, String type) {
        Map<String, Object> key = new HashMap<>(KEY);
        key.put("type", type);

        assertAllowed("POST", "transit/keys/" + name, key);
        assertAllowed("GET", "transit/keys/" + name, Map.of());
    }

    @Test
    void allowsToRotateAndToRetireAndToDelete() {
        assertAllowed("POST", "transit/keys/hubify-es256/rotate", Map.of());
        assertAllowed(
                "POST",
                "transit/keys/hubify-es256/config",
                Map.of("min_decryption_version", 2, "min_encryption_version", 2));
        assertAllowed("POST", "transit/keys/hubify-es256/trim", Map.of("min_available_version", 2));
        assertAllowed("POST", "transit/keys/hubify-es256/config", Map.of("deletion_allowed", true));
        assertAllowed("DELETE", "transit/keys/hubify-es256", Map.of());
    }

    @Test
    void allowsToReplaceLoginsOfTheServer() {
        assertAllowed("POST", "sys/policies/acl/identity-server", Map.of("policy", TestVault.POLICY));
        assertAllowed("GET", "sys/policies/acl/identity-server", Map.of());
        assertAllowed("GET", "sys/auth", Map.of());
        assertAllowed(
                "POST",
                "auth/approle/role/identity-server",
                Map.of("token_policies", "identity-server", "token_no_default_policy", "true", "token_ttl", "1h"));
        assertAllowed("GET", "auth/approle/role/identity-server/role-id", Map.of());
        assertAllowed("POST", "auth/approle/role/identity-server/secret-id", Map.of());
        assertAllowed("GET", "auth/approle/role/identity-server/secret-id?list=true", Map.of());
        assertAllowed(
                "POST",
                "auth/approle/role/identity-server/secret-id/destroy",
                Map.of(
                        "secret_id",
                        bao.write("auth/approle/role/identity-server/secret-id", Map.of("metadata", "{}"))
                                .at("/data/secret_id")
                                .asString()));
    }

    @Test
    void allowsToEndEveryLoginOfTheServer() {
        assertAllowed("POST", "sys/leases/revoke-prefix/auth/approle/login", Map.of());
    }

    @Test
    void allowsToBringItsOwnPolicyAndLoginUpToDate() {
        assertThat(capabilities("sys/policies/acl/identity-operator")).contains("create", "update");
        assertThat(capabilities("auth/approle/role/identity-operator")).contains("create", "update");
        assertThat(capabilities("auth/approle/role/identity-operator/secret-id"))
                .contains("update");
    }

    @Test
    void allowsToKeepOtherSecretsOfTheServer() {
        assertAllowed("GET", "sys/mounts", Map.of());
        assertAllowed("POST", "secret/data/hubify", Map.of("data", Map.of("spring.data.redis.password", "x")));
        assertAllowed("GET", "secret/data/hubify", Map.of());
    }

    // Not by doing it: others use the same server.
    @Test
    void allowsToSealAndToEnableWhatIsMissing() {
        assertThat(capabilities("sys/seal")).contains("update", "sudo");
        assertThat(capabilities("sys/mounts/transit")).contains("create", "update");
        assertThat(capabilities("sys/mounts/secret")).contains("create", "update");
        assertThat(capabilities("sys/auth/approle")).contains("create", "update", "sudo");
    }

    @Test
    void allowsToAskWhatItMayDoAndToGiveItsTokenBack() {
        assertAllowed("POST", "sys/capabilities-self", Map.of("paths", List.of("sys/seal")));
        assertAllowed("GET", "auth/token/lookup-self", Map.of());
        assertAllowed("POST", "auth/token/revoke-self", Map.of());
    }

    /** Attack: an operator wants a private half, a signature, what belongs to somebody else, or another policy. */
    @ParameterizedTest
    @CsvSource({
        "GET,    transit/export/signing-key/hubify-es256",
        "GET,    transit/export/public-key/hubify-es256/1",
        "GET,    transit/byok-export/hubify-es256/hubify-rs256",
        "GET,    transit/backup/hubify-es256",
        "POST,   transit/restore/hubify-es256",
        "POST,   transit/sign/hubify-es256",
        "GET,    transit/keys?list=true",
        "GET,    transit/keys/somebody-elses",
        "POST,   transit/keys/somebody-elses/rotate",
        "POST,   transit/keys/new",
        "DELETE, transit/keys/somebody-elses",
        "POST,   sys/policies/acl/another",
        "GET,    sys/policies/acl/default",
        "DELETE, sys/policies/acl/identity-server",
        "POST,   auth/approle/role/another",
        "DELETE, auth/approle/role/identity-server",
        "POST,   auth/token/create",
        "POST,   sys/auth/userpass",
        "POST,   sys/mounts/another",
        "DELETE, sys/mounts/transit",
        "POST,   sys/mounts/transit/tune",
        "POST,   sys/leases/revoke-prefix/auth/token",
        "GET,    sys/storage/raft/snapshot",
        "GET,    sys/audit",
        "POST,   secret/data/another",
        "GET,    secret/data/another",
        "DELETE, secret/data/hubify"
    })
    void allowsNothingElse(String method, String path) {
        assertThat(status(method, path, Map.of())).isEqualTo(403);
        assertThat(status(method, path, Map.of("type", "userpass", "policy", "")))
                .isEqualTo(403);
    }

    /** Attack: a key is made so that its private half can leave, or comes from somebody who keeps a copy. */
    @ParameterizedTest
    @ValueSource(strings = {"exportable", "allow_plaintext_backup", "ciphertext", "public_key", "auto_rotate_period"})
    void allowsNoKeyWhosePrivateHalfIsElsewhere(String setting) {
        for (Object value : List.of(true, "true", "1", 1)) {
            Map<String, Object> settings = Map.of("type", "ed25519", setting, value);
            assertThat(status("POST", "transit/keys/hubify-new", settings)).isEqualTo(403);
            assertThat(status("POST", "transit/keys/hubify-new/import", settings))
                    .isEqualTo(403);
            assertThat(status("POST", "transit/keys/hubify-es256/config", Map.of(setting, value)))
                    .isEqualTo(403);
        }
    }

    /** Attack: a name that looks like ours is mounted with an engine that hands out what it is asked for. */
    @Test
    void allowsNoOtherEngineUnderOurNames() {
        assertThat(status("POST", "sys/mounts/transit", Map.of("type", "kv"))).isEqualTo(403);
        assertThat(status("POST", "sys/mounts/secret", Map.of("type", "transit")))
                .isEqualTo(403);
        assertThat(status("POST", "sys/auth/approle", Map.of("type", "userpass")))
                .isEqualTo(403);
    }

    private List<String> capabilities(String path) {
        return bao.write("sys/capabilities", Map.of("token", token, "paths", List.of(path)))
                .at("/data/capabilities")
                .valueStream()
                .map(capability -> capability.asString())
                .toList();
    }

    private void assertAllowed(String method, String path, Map<String, ?> body) {
        assertThat(status(method, path, body)).as("%s %s", method, path).isLessThan(300);
    }

    private int status(String method, String path, Map<String, ?> body) {
        return bao.status(token, method, path, body);
    }
}
