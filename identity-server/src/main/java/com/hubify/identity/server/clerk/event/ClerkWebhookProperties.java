package com.hubify.identity.server.clerk.event;

import com.hubify.identity.server.webhook.WebhookSecret;
import com.hubify.identity.settings.Settings;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param secrets Signing secret of the endpoint /webhooks/clerk in Clerk's dashboard, or up to three while it is replaced: whsec_… Without
 *     one, events are answered 404.
 * @param instanceId Clerk instance whose events are taken, ins_…. Without it, of any that knows a secret: each endpoint of each
 *     instance has its own.
 */
@ConfigurationProperties("hubify.identity.clerk.webhooks")
record ClerkWebhookProperties(
        @DefaultValue List<String> secrets, @Nullable String instanceId) {

    private static final String PREFIX = "hubify.identity.clerk.webhooks.";

    private static final int MOST = 3;

    ClerkWebhookProperties {
        secrets = List.copyOf(secrets);
        Settings.require(
                secrets.size() <= MOST, PREFIX + "secrets", "must be one secret, or up to three while it is replaced");
        for (int i = 0; i < secrets.size(); i++) {
            String property = PREFIX + "secrets[" + i + "]";
            Settings.requireResolved(secrets.get(i), property);
            Settings.require(
                    WebhookSecret.parse(secrets.get(i)).isPresent(),
                    property,
                    "must be the signing secret of the endpoint in Clerk's dashboard, whsec_ and base64");
        }
        if (instanceId != null) {
            Settings.requireResolved(instanceId, PREFIX + "instance-id");
            Settings.require(
                    instanceId.matches("ins_[0-9A-Za-z]{1,64}"),
                    PREFIX + "instance-id",
                    "must be the id of a Clerk instance, ins_ and letters and digits");
        }
    }

    List<WebhookSecret> keys() {
        return secrets.stream()
                .map(secret -> WebhookSecret.parse(secret).orElseThrow())
                .toList();
    }

    @Override
    public String toString() {
        return "ClerkWebhookProperties[instanceId=" + instanceId + "]";
    }
}
