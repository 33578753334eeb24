package com.hubify.identity.server.login.clerk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class ClerkPropertiesTests {

    @Test
    void needNoMoreThanTheApplicationInClerk() {
        ClerkProperties properties = bind(Map.of());

        assertThat(properties.scopes()).containsExactlyInAnyOrder("openid", "profile", "email");
        assertThat(properties.toString()).doesNotContain("hunter2");
    }

    /** A setting that is missing was told in a list of what the validator found, not in the sentence of all the others. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "none", textBlock = """
        issuer        | none              | hubify.identity.login.issuer is missing
        issuer        | ''                | hubify.identity.login.issuer is missing
        issuer        | clerk.example.com | hubify.identity.login.issuer must be an http or https URL
        issuer        | https://a/?b      | hubify.identity.login.issuer must be an http or https URL
        client-id     | none              | hubify.identity.login.client-id is missing
        client-id     | ' '               | hubify.identity.login.client-id is missing
        client-secret | none              | hubify.identity.login.client-secret is missing
        scopes        | profile,email     | hubify.identity.login.scopes must contain openid
        """)
    void nameWhatIsWrong(String name, String value, String message) {
        Map<String, String> setting = new HashMap<>();
        setting.put(name, value);

        assertThatThrownBy(() -> bind(setting))
                .rootCause()
                .isInstanceOf(InvalidConfigurationPropertyValueException.class)
                .hasMessageStartingWith(message);
    }

    /** Attack: the variable of the secret is not set, and its name, which everybody knows, is the secret. */
    @ParameterizedTest
    @CsvSource({"issuer", "client-id", "client-secret"})
    void takeNoPlaceholderForAValue(String name) {
        assertThatThrownBy(() -> bind(Map.of(name, "https://${UNSET}")))
                .rootCause()
                .hasMessageContaining("hubify.identity.login." + name)
                .hasMessageNotContaining("https");
    }

    private static ClerkProperties bind(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(
                Map.of("issuer", "https://clerk.example.com", "client-id", "id", "client-secret", "hunter2"));
        all.putAll(settings);
        all.values().removeIf(value -> value == null);
        Map<String, String> named = new HashMap<>();
        all.forEach((name, value) -> named.put("hubify.identity.login." + name, value));
        return new Binder(new MapConfigurationPropertySource(named))
                .bindOrCreate("hubify.identity.login", ClerkProperties.class);
    }
}
