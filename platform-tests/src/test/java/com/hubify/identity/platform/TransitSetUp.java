package com.hubify.identity.platform;

import com.hubify.identity.parts.openbao.OpenBao;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** An OpenBao set up as an operator would: the three keys, the policy that is shipped, an AppRole that has it. */
final class TransitSetUp {

    /** The names of the keys, and their types. */
    static final Map<String, String> KEYS =
            Map.of("hubify-es256", "ecdsa-p256", "hubify-rs256", "rsa-2048", "hubify-eddsa", "ed25519");

    private static final Path POLICY = Path.of("..", "deploy", "openbao", "identity-server.hcl");

    private TransitSetUp() {}

    /** Makes the keys and a login. What an identity server needs to use them lies in the folder, and in the settings. */
    static Map<String, String> withNewKeys(OpenBao openBao, Path folder) {
        KEYS.forEach((name, type) -> openBao.write("transit/keys/" + name, Map.of("type", type)));
        return settings(openBao, openBao.url(), folder);
    }

    /** Makes a login for keys that are there, which is used by way of another address. */
    static Map<String, String> settings(OpenBao openBao, URI address, Path folder) {
        openBao.write("sys/policies/acl/identity-server", Map.of("policy", read(POLICY)));
        if (openBao.read("sys/auth").at("/data/approle~1").isMissingNode()) {
            openBao.write("sys/auth/approle", Map.of("type", "approle"));
        }
        openBao.write(
                "auth/approle/role/identity-server",
                Map.of("token_policies", "identity-server", "token_no_default_policy", true, "token_ttl", "1h"));
        var roleId = openBao.read("auth/approle/role/identity-server/role-id").at("/data/role_id");
        var secretId = openBao.write("auth/approle/role/identity-server/secret-id", Map.of("metadata", "{}"))
                .at("/data/secret_id");

        var settings = new LinkedHashMap<String, String>();
        settings.put("hubify.identity.signing.provider", "vault");
        settings.put("hubify.identity.signing.vault.uri", address.toString());
        settings.put("hubify.identity.signing.vault.authentication", "app-role");
        settings.put(
                "hubify.identity.signing.vault.app-role.role-id-file",
                write(folder.resolve("role-id"), roleId.asString()));
        settings.put(
                "hubify.identity.signing.vault.app-role.secret-id-file",
                write(folder.resolve("secret-id"), secretId.asString()));
        return settings;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String write(Path file, String text) {
        try {
            return Files.writeString(file, text).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
