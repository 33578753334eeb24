package com.hubify.identity.server.vault;

import com.hubify.identity.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.vault.authentication.AppRoleAuthentication;
import org.springframework.vault.authentication.AppRoleAuthenticationOptions;
import org.springframework.vault.authentication.AppRoleAuthenticationOptions.RoleId;
import org.springframework.vault.authentication.AppRoleAuthenticationOptions.SecretId;
import org.springframework.vault.authentication.ClientAuthentication;
import org.springframework.vault.authentication.KubernetesAuthentication;
import org.springframework.vault.authentication.KubernetesAuthenticationOptions;
import org.springframework.vault.authentication.VaultLoginException;
import org.springframework.vault.support.VaultToken;
import org.springframework.web.client.RestClient;

/** The ways to log in at Vault. Files with credentials are read at each login, so they can be replaced while the server runs. */
final class VaultLogin {

    private static final String PREFIX = "hubify.identity.signing.vault.";

    private VaultLogin() {}

    static ClientAuthentication by(VaultProperties settings, RestClient client) {
        if (settings.authentication() == null) {
            throw Settings.invalid(
                    PREFIX + "authentication",
                    "is missing; set it to token, app-role or kubernetes, to log in at Vault");
        }
        return switch (settings.authentication()) {
            case TOKEN -> token(settings);
            case APP_ROLE -> appRole(settings.appRole(), client);
            case KUBERNETES -> kubernetes(settings.kubernetes(), client);
        };
    }

    private static ClientAuthentication token(VaultProperties settings) {
        require("token", settings.token(), settings.tokenFile());
        return () -> VaultToken.of(read(settings.token(), settings.tokenFile()));
    }

    private static ClientAuthentication appRole(VaultProperties.AppRole settings, RestClient client) {
        require("app-role.role-id", settings.roleId(), settings.roleIdFile());
        require("app-role.secret-id", settings.secretId(), settings.secretIdFile());
        return () -> {
            var options = AppRoleAuthenticationOptions.builder()
                    .path(settings.path())
                    .roleId(RoleId.provided(read(settings.roleId(), settings.roleIdFile())))
                    .secretId(SecretId.provided(read(settings.secretId(), settings.secretIdFile())))
                    .build();
            return new AppRoleAuthentication(options, client).login();
        };
    }

    private static ClientAuthentication kubernetes(VaultProperties.Kubernetes settings, RestClient client) {
        if (settings.role() == null) {
            throw Settings.invalid(PREFIX + "kubernetes.role", "is missing; set it to the role to log in with");
        }
        var options = KubernetesAuthenticationOptions.builder()
                .path(settings.path())
                .role(settings.role())
                .jwtSupplier(() -> read(null, settings.tokenFile()))
                .build();
        return new KubernetesAuthentication(options, client);
    }

    private static void require(String property, @Nullable Credential value, @Nullable Path file) {
        String name = PREFIX + property;
        Settings.require(value != null || file != null, name, "is missing; set it or " + name + "-file");
        Settings.require(
                value == null || file == null, name, "is set, and so is " + name + "-file; leave one of them out");
        if (value != null) {
            Settings.require(!value.reveal().isBlank(), name, "is empty");
            Settings.requireResolved(value.reveal(), name);
        }
    }

    private static String read(@Nullable Credential value, @Nullable Path file) {
        if (value != null) {
            return value.reveal();
        }
        try {
            String content = file == null ? "" : Files.readString(file).strip();
            if (content.isEmpty()) {
                throw new VaultLoginException("The file for the login at Vault is empty: " + file);
            }
            return content;
        } catch (IOException e) {
            // Without the cause: a file that can't be read doesn't make Vault unreachable.
            throw new VaultLoginException("The file for the login at Vault can't be read: " + file + ": " + e);
        }
    }
}
