package com.hubify.identity.server.admin.client;

import com.hubify.identity.server.client.registry.KnownClient;
import com.hubify.identity.server.client.registry.KnownClient.ClientSecret;
import com.hubify.identity.server.page.account.Moment;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A client as pages show it. Its name and addresses are untrusted text. */
record ClientView(KnownClient client, List<Secret> secrets) {

    record Secret(
            String id,
            @Nullable Moment created,
            @Nullable Moment expires,
            @Nullable Moment lastUsed) {

        static Secret of(ClientSecret secret) {
            return new Secret(
                    secret.id(), moment(secret.createdAt()), moment(secret.expiresAt()), moment(secret.lastUsedAt()));
        }
    }

    static ClientView of(KnownClient client) {
        return new ClientView(client, client.secrets().stream().map(Secret::of).toList());
    }

    public String id() {
        return client.id();
    }

    public String name() {
        String name = client.metadata().name();
        return name == null ? client.id() : name;
    }

    public @Nullable Moment updated() {
        return moment(client.updatedAt());
    }

    public boolean isChangeable() {
        return !client.isConfigured();
    }

    public boolean hasSecret() {
        return !client.metadata().isPublic();
    }

    private static @Nullable Moment moment(@Nullable Instant time) {
        return time == null ? null : Moment.of(time);
    }
}
