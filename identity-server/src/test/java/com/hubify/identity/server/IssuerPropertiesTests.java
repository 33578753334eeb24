package com.hubify.identity.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class IssuerPropertiesTests {

    @ParameterizedTest
    @ValueSource(strings = {"https://id.example.com", "http://localhost:9000", "https://example.com/tenant"})
    void takeAnAddress(String issuer) {
        assertThat(bind(Map.of("hubify.identity.issuer", issuer)).issuer()).isEqualTo(issuer);
    }

    @Test
    void nameTheIssuerThatIsMissing() {
        assertThatThrownBy(() -> bind(Map.of()))
                .rootCause()
                .isInstanceOf(InvalidConfigurationPropertyValueException.class)
                .hasMessageStartingWith("hubify.identity.issuer is missing");
    }

    /** Each of them was found later, in a trace, or by the first client that compared it with its own. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://id.example.com/",
                "id.example.com",
                "https://id.example.com?a=b",
                "https://id.example.com#a",
                "ftp://id.example.com",
                "https://user@id.example.com",
                "https://id.example.com/\u00FC",
                "https://${UNSET_HOST}"
            })
    void refuseWhatIsNoIssuer(String issuer) {
        assertThatThrownBy(() -> bind(Map.of("hubify.identity.issuer", issuer)))
                .rootCause()
                .isInstanceOf(InvalidConfigurationPropertyValueException.class)
                .hasMessageStartingWith("hubify.identity.issuer must be an http or https URL");
    }

    private static IssuerProperties bind(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings))
                .bindOrCreate("hubify.identity", IssuerProperties.class);
    }
}
