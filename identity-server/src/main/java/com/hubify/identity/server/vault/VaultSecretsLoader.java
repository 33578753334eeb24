package com.hubify.identity.server.vault;

import com.hubify.identity.settings.StartRefused;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.config.ConfigData;
import org.springframework.boot.context.config.ConfigDataLoader;
import org.springframework.boot.context.config.ConfigDataLoaderContext;
import org.springframework.boot.context.config.ConfigDataResourceNotFoundException;
import org.springframework.core.env.MapPropertySource;
import org.springframework.vault.VaultException;
import org.springframework.vault.authentication.SimpleSessionManager;
import org.springframework.vault.core.VaultKeyValueOperationsSupport.KeyValueBackend;
import org.springframework.vault.core.VaultTemplate;
import org.springframework.vault.support.VaultResponse;
import org.springframework.web.client.RestClientException;

/** Reads a secret once, at start, see {@link VaultSecretsResolver}. */
final class VaultSecretsLoader implements ConfigDataLoader<VaultSecretsResource> {

    @Override
    public ConfigData load(ConfigDataLoaderContext context, VaultSecretsResource resource) {
        Map<String, Object> secrets = read(resource);
        if (secrets == null) {
            throw new ConfigDataResourceNotFoundException(resource);
        }
        return new ConfigData(List.of(new MapPropertySource(resource.toString(), secrets)));
    }

    private static @Nullable Map<String, Object> read(VaultSecretsResource resource) {
        VaultConnection connection = new VaultConnection(resource.settings());
        VaultTemplate vault = new VaultTemplate(
                connection.builder(),
                new SimpleSessionManager(VaultLogin.by(resource.settings(), connection.withoutLogin())));
        try {
            VaultResponse answer =
                    vault.opsForKeyValue(resource.mount(), KeyValueBackend.KV_2).get(resource.path());
            return answer == null ? null : answer.getData();
        } catch (VaultException | RestClientException | IllegalStateException e) {
            throw failure(resource, e);
        } finally {
            handBack(resource, vault);
        }
    }

    // A login made for this alone must not stay valid; a token from the settings is needed again.
    private static void handBack(VaultSecretsResource resource, VaultTemplate vault) {
        if (resource.settings().authentication() != VaultProperties.Authentication.TOKEN) {
            try {
                vault.write("auth/token/revoke-self");
            } catch (VaultException | RestClientException | IllegalStateException e) {
                // The token expires by itself, and an earlier failure says more.
            }
        }
    }

    private static StartRefused failure(VaultSecretsResource resource, RuntimeException e) {
        String remedy = VaultTrouble.of(e) == VaultTrouble.FORBIDDEN
                ? "Check hubify.identity.signing.vault.authentication and its credentials, and that the policy allows reading %s/data/%s"
                        .formatted(resource.mount(), resource.path())
                : "Check hubify.identity.signing.vault.uri, and that Vault is running and unsealed";
        return new StartRefused(
                "The secrets of spring.config.import=%s can't be read. %s. %s."
                        .formatted(resource, VaultTrouble.describe(resource.toString(), e), remedy),
                null,
                e);
    }
}
