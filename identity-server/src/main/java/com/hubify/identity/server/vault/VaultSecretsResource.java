package com.hubify.identity.server.vault;

import org.springframework.boot.context.config.ConfigDataResource;

/**
 * A secret of a key-value engine, version 2, whose members are properties.
 *
 * @see VaultSecretsResolver
 */
final class VaultSecretsResource extends ConfigDataResource {

    private final String mount;
    private final String path;
    private final VaultProperties settings;

    VaultSecretsResource(String mount, String path, boolean optional, VaultProperties settings) {
        super(optional);
        this.mount = mount;
        this.path = path;
        this.settings = settings;
    }

    String mount() {
        return mount;
    }

    String path() {
        return path;
    }

    VaultProperties settings() {
        return settings;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VaultSecretsResource that && toString().equals(that.toString());
    }

    @Override
    public int hashCode() {
        return toString().hashCode();
    }

    @Override
    public String toString() {
        return VaultSecretsResolver.PREFIX + mount + "/" + path;
    }
}
