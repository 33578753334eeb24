package com.hubify.identity.settings;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringBootVersion;

class SpringBootVersionsTests {

    @ParameterizedTest
    @ValueSource(strings = {"4.0.7", "4.0.9", "4.0.10", "4.1.0", "4.1.2", "4.1.12", "4.1.3-SNAPSHOT"})
    void servesWhatItWasTriedOn(String version) {
        assertThatCode(() -> SpringBootVersions.require(version)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "", "2.7.18", "3.5.16", "4.0.0", "4.0.6", "4", "4.1", "4.10.0", "4.2.0", "5.0.0", "14.1.0", "4.1.x"
            })
    void refusesOthersWithASentence(@Nullable String version) {
        assertThatThrownBy(() -> SpringBootVersions.require(version))
                .hasMessageStartingWith("Hubify's starter supports Spring Boot 4.0 from 4.0.7 on, and 4.1; this is ");
    }

    @Test
    void servesTheVersionThatItIsBuiltOn() {
        assertThatCode(() -> SpringBootVersions.require(SpringBootVersion.getVersion()))
                .doesNotThrowAnyException();
    }
}
