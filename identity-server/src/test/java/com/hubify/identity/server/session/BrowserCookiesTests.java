package com.hubify.identity.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BrowserCookiesTests {

    /** Two servers on one machine, on other ports, must not sign each other's people out. */
    @ParameterizedTest
    @CsvSource({
        "http://localhost, hubify, hubify",
        "http://localhost:80, hubify, hubify",
        "http://localhost:9000, hubify-9000, hubify-9000",
        "http://localhost:9001/path, hubify-9001, hubify-9001",
        "https://id.example, __Host-hubify, __Secure-hubify",
        "https://id.example:443, __Host-hubify, __Secure-hubify",
        "https://id.example:8443, __Host-hubify-8443, __Secure-hubify-8443"
    })
    void nameSaysThePort(String issuer, String name, String ofOnePath) {
        BrowserCookies cookies = BrowserCookies.of(issuer);

        assertThat(cookies.name()).isEqualTo(name);
        assertThat(cookies.nameOfOnePath()).isEqualTo(ofOnePath);
        assertThat(cookies.secure()).isEqualTo(issuer.startsWith("https:"));
    }
}
