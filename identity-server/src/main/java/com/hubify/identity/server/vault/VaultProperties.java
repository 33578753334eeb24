package com.hubify.identity.server.vault;

import com.hubify.identity.settings.Settings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param uri Address of the Vault or OpenBao server.
 * @param caFile PEM file with the certificates to trust instead of the platform's.
 * @param timeout How long to wait for a connection, and then for an answer.
 * @param authentication How to log in.
 * @param token Token to use as it is.
 * @param tokenFile File with the token, read at each login.
 */
@ConfigurationProperties("hubify.identity.signing.vault")
record VaultProperties(
        @Nullable URI uri,
        @Nullable Path caFile,
        @DefaultValue("2s") Duration timeout,
        @Nullable Authentication authentication,
        @Nullable Credential token,
        @Nullable Path tokenFile,
        @DefaultValue AppRole appRole,
        @DefaultValue Kubernetes kubernetes) {

    /** A token request may wait twice as long. */
    private static final Duration LONGEST_TIMEOUT = Duration.ofSeconds(30);

    VaultProperties {
        Settings.requireBetween(
                Duration.ofMillis(1), timeout, LONGEST_TIMEOUT, "hubify.identity.signing.vault.timeout");
    }

    enum Authentication {
        TOKEN,
        APP_ROLE,
        KUBERNETES
    }

    /**
     * @param path Path of the AppRole login.
     * @param roleId Role id.
     * @param roleIdFile File with the role id, read at each login.
     * @param secretId Secret id.
     * @param secretIdFile File with the secret id, read at each login.
     */
    record AppRole(
            @DefaultValue("approle") String path,
            @Nullable Credential roleId,
            @Nullable Path roleIdFile,
            @Nullable Credential secretId,
            @Nullable Path secretIdFile) {}

    /**
     * @param path Path of the Kubernetes login.
     * @param role Role to log in with.
     * @param tokenFile File with the service account's token, read at each login.
     */
    record Kubernetes(
            @DefaultValue("kubernetes") String path,
            @Nullable String role,

            @DefaultValue("/var/run/secrets/kubernetes.io/serviceaccount/token")
            Path tokenFile) {}
}
