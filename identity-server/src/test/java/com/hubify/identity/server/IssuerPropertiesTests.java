package com.hubify.identity.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

class IssuerPropertiesTests {

    /** Every token and every address of ours begins with it; a client compares it letter by letter. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost:9000",
                "ftp://id.example.com",
                "https://id.example.com/",
                "https://id.example.com?x",
                "https://id.example.com#x",
                "https://user@id.example.com",
                "https://id.example.com/\u00FC"
            })
    void stopsTheStartAndNamesTheProperty(String issuer) {
        assertThatExceptionOfType(InvalidConfigurationPropertyValueException.class)
                .isThrownBy(() -> new IssuerProperties(issuer))
                .satisfies(wrong -> assertThat(wrong.getName()).isEqualTo("hubify.identity.issuer"));
    }
}
