package com.hubify.clerk.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.mock.env.MockEnvironment;

class InstancePropertiesTests {

    @Test
    void takesTheLikelierReadingByDefault() {
        Switches expected = new Switches(
                true, false, false, true, true, false, false, true, true, 400, true, true, false, false, true, false,
                false, true, false, true, true);

        assertThat(bind(Map.of()).switches()).isEqualTo(expected);
    }

    @Test
    void refusesIssuerWithTrailingSlash() {
        assertThatThrownBy(() -> bind(Map.of("clerk.simulator.issuer", "http://127.0.0.1:9090/")))
                .hasRootCauseMessage("clerk.simulator.issuer must not end in a slash: http://127.0.0.1:9090/");
    }

    @Test
    void refusesStrangeStatusOfInvalidGrant() {
        assertThatThrownBy(() -> bind(Map.of("clerk.simulator.switches.invalid-grant-status", "418")))
                .rootCause()
                .hasMessageContaining("invalid-grant-status must be 400 or 401");
    }

    @Test
    void issuesUnderItsOwnAddressByDefault() {
        MockEnvironment environment = new MockEnvironment().withProperty("server.port", "9191");

        Issuer issuer = new Issuer(bind(Map.of()), environment);

        assertThat(issuer.value()).isEqualTo("http://127.0.0.1:9191");
        assertThat(issuer.publishableKey()).isEqualTo("pk_test_MTI3LjAuMC4xOjkxOTEk");
    }

    @Test
    void keepsTheSecretKeyOutOfItsText() {
        assertThat(bind(Map.of("clerk.simulator.secret-key", "sk_test_private")).toString())
                .doesNotContain("sk_test_private");
    }

    private static InstanceProperties bind(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings))
                .bindOrCreate("clerk.simulator", InstanceProperties.class);
    }
}
