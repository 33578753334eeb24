package com.hubify.identity.server.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClaimsRequestTests {

    @Test
    void namesWhatTheIdTokenShouldHold() {
        ClaimsRequest request = ClaimsRequest.parse(
                        "{\"userinfo\":{\"picture\":null},\"id_token\":{\"name\":{\"essential\":true},\"email\":null,"
                                + "\"sub\":{\"value\":\"user_1\"},\"acr\":{\"values\":[\"a\"]}}}")
                .orElseThrow();

        assertThat(request.idToken()).containsExactlyInAnyOrder("name", "email", "sub", "acr");
        assertThat(request.subject()).isEqualTo("user_1");
        assertThat(request.demandsAuthenticationClass()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "\"values\":[\"a\",\"b\",1] | a b",
                "\"value\":\"a\" | a",
                "\"values\":\"a\" | -",
                "\"value\":null | -"
            })
    void essentialClassIsADemand(String asked, @Nullable String classes) {
        ClaimsRequest request = ClaimsRequest.parse("{\"id_token\":{\"acr\":{\"essential\":true," + asked + "}}}")
                .orElseThrow();

        assertThat(request.demandsAuthenticationClass()).isTrue();
        assertThat(request.authenticationClasses()).isEqualTo(classes == null ? Set.of() : Set.of(classes.split(" ")));
    }

    /** Attack: whatever is kept with the grant is long, deep or not what it says. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "null",
                "name",
                "{",
                "{\"id_token\":[]}",
                "{\"id_token\":\"name\"}",
                "{\"id_token\":{\"name\":true}}",
                "{\"id_token\":{},\"id_token\":{\"name\":null}}"
            })
    void refusesAllElse(String parameter) {
        assertThat(ClaimsRequest.parse(parameter)).isEmpty();
        assertThat(ClaimsRequest.parse("{\"a\":\"" + "x".repeat(2048) + "\"}")).isEmpty();
    }
}
