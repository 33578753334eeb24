package com.hubify.identity.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebAddressTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://id.example.com",
                "https://id.example.com/tenant",
                "http://localhost:9000",
                "http://identity-server:9000/",
                "https://[::1]:8443",
                "https://id.example.com/%C3%BC"
            })
    void areTaken(String address) {
        assertThat(WebAddress.isOne(address)).isTrue();
    }

    /** Each of these was taken somewhere, and then answered by an error on every request, or read in two ways. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "id.example.com",
                "/path",
                "//id.example.com",
                "https:",
                "https:///path",
                "ftp://id.example.com",
                "HTTPS://id.example.com",
                "javascript:alert(1)",
                "https://user@id.example.com",
                "https://user:password@id.example.com",
                "https://id.example.com?x",
                "https://id.example.com#x",
                "https://id.example.com:0",
                "https://id.example.com:65536",
                "https://id.example.com/\u00FC",
                "https://\u00FC.example.com",
                "https://id.example.com/a b",
                "https://id.example.com/\u0000",
                "https://id.example.com\\@evil.example",
                "${ISSUER}"
            })
    void areRefused(String address) {
        assertThat(WebAddress.isOne(address)).isFalse();
    }
}
