package com.hubify.identity.platform;

import com.hubify.identity.parts.OpenBao;
import com.hubify.identity.parts.OpenBaoServer;
import com.hubify.identity.parts.RedisVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

/** As a server has it: the private keys never leave OpenBao, and an AppRole may use them and nothing else. */
@OpenBaoServer
class OpenBaoSigningIT extends NewcomerContract {

    private static final Path POLICY = Path.of("..", "deploy", "openbao", "identity-server.hcl");

    @TempDir
    static Path folder;

    private final OpenBao openBao;

    OpenBaoSigningIT(OpenBao openBao) {
        this.openBao = openBao;
    }

    @Override
    RedisVersion redis() {
        return RedisVersion.MACHINE;
    }

    @Override
    Map<String, String> signing() {
        try {
            return settings();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, String> settings() throws IOException {
        openBao.write("transit/keys/hubify-es256", Map.of("type", "ecdsa-p256"));
        openBao.write("transit/keys/hubify-rs256", Map.of("type", "rsa-2048"));
        openBao.write("transit/keys/hubify-eddsa", Map.of("type", "ed25519"));
        openBao.write("sys/policies/acl/identity-server", Map.of("policy", Files.readString(POLICY)));
        openBao.write("sys/auth/approle", Map.of("type", "approle"));
        openBao.write(
                "auth/approle/role/identity-server",
                Map.of("token_policies", "identity-server", "token_no_default_policy", true, "token_ttl", "1h"));
        var roleId = openBao.read("auth/approle/role/identity-server/role-id").at("/data/role_id");
        var secretId = openBao.write("auth/approle/role/identity-server/secret-id", Map.of("metadata", "{}"))
                .at("/data/secret_id");

        var settings = new LinkedHashMap<String, String>();
        settings.put("hubify.identity.signing.provider", "vault");
        settings.put("hubify.identity.signing.vault.uri", openBao.url().toString());
        settings.put("hubify.identity.signing.vault.authentication", "app-role");
        settings.put("hubify.identity.signing.vault.app-role.role-id-file", file("role-id", roleId.asString()));
        settings.put("hubify.identity.signing.vault.app-role.secret-id-file", file("secret-id", secretId.asString()));
        return settings;
    }

    private static String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }
}
