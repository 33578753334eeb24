package com.hubify.identity.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hubify.identity.server.webhook.WebhookProperties.Webhook;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookPropertiesTests {

    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String URL = "https://chat.example/hooks/1";

    @Test
    void sendsWhatIsAskedFor() {
        WebhookDestination some = of("chat", URL, List.of(SECRET), Set.of("api_key.leaked"));
        WebhookDestination all = of("chat", "http://localhost:9999/", List.of(SECRET, SECRET), Set.of());

        assertThat(some.wants(WebhookEventType.API_KEY_LEAKED)).isTrue();
        assertThat(some.wants(WebhookEventType.API_KEY_CREATED)).isFalse();
        assertThat(all.wants(WebhookEventType.API_KEY_CREATED)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "http://chat.example/",
                "http://localhost.example/",
                "ftp://localhost/",
                "https:///x",
                "https://ada:pw@chat.example/",
                "https://chat.example/#x",
                "chat.example",
                "${CHAT_URL}"
            })
    void stopsTheStartOnAnotherAddress(String url) {
        assertThatThrownBy(() -> of("chat", url, List.of(SECRET), Set.of()))
                .hasMessageContaining("hubify.identity.webhooks.chat.url");
    }

    @Test
    void stopsTheStartWithoutSayingTheSecret() {
        for (List<String> secrets : List.of(List.<String>of(), List.of("hunter2"), List.of(SECRET, SECRET, SECRET))) {
            assertThatThrownBy(() -> of("chat", URL, secrets, Set.of()))
                    .hasMessageContaining("hubify.identity.webhooks.chat.secrets")
                    .hasMessageNotContaining("hunter2");
        }
    }

    @Test
    void stopsTheStartOnAMistypedEventOrName() {
        assertThatThrownBy(() -> of("chat", URL, List.of(SECRET), Set.of("api_key.leakd")))
                .hasMessageContaining("hubify.identity.webhooks.chat.events")
                .hasMessageContaining("api_key.leaked");
        assertThatThrownBy(() -> of("a:b", URL, List.of(SECRET), Set.of())).hasMessageContaining("name");
    }

    @Test
    void showsNeitherSecretNorAddress() {
        Webhook webhook = new Webhook(URL, List.of(SECRET), Set.of());

        assertThat(new WebhookProperties(Map.of("chat", webhook)).toString())
                .doesNotContain(SECRET)
                .doesNotContain("hooks/1");
        assertThat(of("chat", URL, List.of(SECRET), Set.of())).hasToString("chat");
    }

    private static WebhookDestination of(String name, String url, List<String> secrets, Set<String> events) {
        return new WebhookProperties(Map.of(name, new Webhook(url, secrets, events)))
                .destinations()
                .get(0);
    }
}
