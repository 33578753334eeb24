package com.hubify.identity.server.vault;

import com.hubify.identity.settings.StartRefused;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.boot.context.config.ConfigDataLocation;
import org.springframework.boot.context.config.ConfigDataLocationResolver;
import org.springframework.boot.context.config.ConfigDataLocationResolverContext;

/**
 * Lets other secrets than keys come from Vault too: {@code spring.config.import=vault-kv:MOUNT/PATH} reads a secret of a
 * key-value engine, version 2, and takes its members for properties, such as {@code hubify.identity.login.client-secret} or
 * {@code spring.data.redis.password}. Vault is reached and logged in to as for signing. With {@code optional:} before it, a
 * missing secret is ignored; a Vault that doesn't answer still fails the start.
 */
final class VaultSecretsResolver implements ConfigDataLocationResolver<VaultSecretsResource> {

    static final String PREFIX = "vault-kv:";

    private static final Pattern ADDRESS = Pattern.compile("([A-Za-z0-9_-]+)/([A-Za-z0-9_./-]+)");

    @Override
    public boolean isResolvable(ConfigDataLocationResolverContext context, ConfigDataLocation location) {
        return location.hasPrefix(PREFIX);
    }

    @Override
    public List<VaultSecretsResource> resolve(ConfigDataLocationResolverContext context, ConfigDataLocation location) {
        Matcher address = ADDRESS.matcher(location.getNonPrefixedValue(PREFIX));
        if (!address.matches()) {
            throw new StartRefused(
                    "spring.config.import has %s, which should be %sMOUNT/PATH, such as %ssecret/hubify"
                            .formatted(location, PREFIX, PREFIX),
                    null,
                    null);
        }
        VaultProperties settings =
                context.getBinder().bindOrCreate("hubify.identity.signing.vault", VaultProperties.class);
        return List.of(new VaultSecretsResource(address.group(1), address.group(2), location.isOptional(), settings));
    }
}
