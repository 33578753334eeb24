package com.hubify.identity.server.webhook;

import com.hubify.identity.protocol.Loopback;
import com.hubify.identity.settings.Settings;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param webhooks Where events are sent to, by names of your choice. */
@ConfigurationProperties("hubify.identity")
record WebhookProperties(@DefaultValue Map<String, Webhook> webhooks) {

    private static final String WEBHOOKS = "hubify.identity.webhooks";

    /** Each has a thread of its own. */
    private static final int MOST = 10;

    // A part of Redis keys and of figures.
    private static final Pattern NAME = Pattern.compile("[0-9a-z-]{1,40}");

    WebhookProperties {
        webhooks = Map.copyOf(webhooks);
        Settings.require(webhooks.size() <= MOST, WEBHOOKS, "must be at most " + MOST);
        webhooks.forEach((name, webhook) -> {
            Settings.require(
                    NAME.matcher(name).matches(),
                    WEBHOOKS + "." + name,
                    "must be a name of a-z, 0-9 and -, such as chat");
            webhook.check(WEBHOOKS + "." + name);
        });
    }

    List<WebhookDestination> destinations() {
        return webhooks.entrySet().stream()
                .map(entry -> entry.getValue().destination(entry.getKey()))
                .toList();
    }

    /**
     * @param url Where events are posted to: https, or http on this machine. Redirects are not followed.
     * @param secrets One secret, or two while it is replaced: whsec_ and base64 of 24 to 64 random bytes. Events are signed
     *     with each.
     * @param events Types of the events that are sent. Without it, all are.
     */
    record Webhook(
            @Nullable String url,
            @DefaultValue List<String> secrets,
            @DefaultValue Set<String> events) {

        void check(String place) {
            Settings.requireText(url, place + ".url", "must be set");
            Settings.require(
                    address().isPresent(), place + ".url", "must be an https URL, or an http one of this machine");
            Settings.require(
                    !secrets.isEmpty() && secrets.size() <= 2,
                    place + ".secrets",
                    "must be one secret, or two while it is replaced");
            for (int i = 0; i < secrets.size(); i++) {
                String property = place + ".secrets[" + i + "]";
                Settings.requireResolved(secrets.get(i), property);
                Settings.require(
                        WebhookSecret.parse(secrets.get(i)).isPresent(),
                        property,
                        "must be whsec_ and base64 of 24 to 64 random bytes, as"
                                + " \"echo whsec_$(openssl rand -base64 32)\" prints it");
            }
            Settings.require(
                    events.stream().allMatch(WebhookEventType::isWord),
                    place + ".events",
                    "must be among " + WebhookEventType.words());
        }

        WebhookDestination destination(String name) {
            return new WebhookDestination(
                    name,
                    address().orElseThrow(),
                    secrets.stream()
                            .map(secret -> WebhookSecret.parse(secret).orElseThrow())
                            .toList(),
                    events);
        }

        private Optional<URI> address() {
            try {
                URI uri = new URI(url == null ? "" : url);
                boolean isSafe = "https".equalsIgnoreCase(uri.getScheme())
                        || ("http".equalsIgnoreCase(uri.getScheme()) && Loopback.isHost(uri.getHost()));
                return isSafe && uri.getHost() != null && uri.getRawUserInfo() == null && uri.getRawFragment() == null
                        ? Optional.of(uri)
                        : Optional.empty();
            } catch (URISyntaxException e) {
                return Optional.empty();
            }
        }

        @Override
        public String toString() {
            return "Webhook[events=" + events + "]";
        }
    }
}
