package com.hubify.demo.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class PagePropertiesTests {

    @Test
    void hasDefaults() {
        PageProperties properties = new Binder(
                        new MapConfigurationPropertySource(Map.of("demo.page.issuer", "http://localhost:9000")))
                .bind("demo.page", PageProperties.class)
                .get();

        assertThat(properties.clientId()).isEqualTo("demo-web");
        assertThat(properties.scopes()).containsExactly("openid", "profile", "email", "labs:read", "experiments:read");
    }

    @Test
    void knowsTheOriginOfAnIssuerWithAPath() {
        PageProperties properties = new PageProperties(URI.create("https://id.example/eu"), "demo-web", List.of());

        assertThat(properties.issuerOrigin()).isEqualTo("https://id.example");
    }

    // What stands in the policy must be an origin; anything else could open it.
    @ParameterizedTest
    @ValueSource(strings = {"localhost:9000", "javascript:alert(1)", "https:///x", "/relative", "ftp://id.example"})
    void refusesIssuerThatIsNoWebAddress(String issuer) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PageProperties(URI.create(issuer), "demo-web", List.of()))
                .withMessageContaining("demo.page.issuer");
    }
}
