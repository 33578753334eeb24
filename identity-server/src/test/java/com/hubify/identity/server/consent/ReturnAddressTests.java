package com.hubify.identity.server.consent;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.server.consent.ReturnAddress.Kind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReturnAddressTests {

    @ParameterizedTest
    @CsvSource({
        "https://app.example.com/callback, SITE, app.example.com",
        "https://APP.Example.com:8443/callback?x=y, SITE, app.example.com:8443",
        "http://localhost:8080/, THIS_COMPUTER, localhost:8080",
        "http://127.0.0.1:53124/callback, THIS_COMPUTER, 127.0.0.1:53124",
        "http://[::1]:53124/callback, THIS_COMPUTER, [::1]:53124",
        "com.example.app:/callback, APP, com.example.app",
        // Attacks: addresses that look like another's.
        "https://hubify.com@evil.example/, SITE, evil.example",
        "https://localhost.evil.example/, SITE, localhost.evil.example",
        "https://127.0.0.1.evil.example/, SITE, 127.0.0.1.evil.example"
    })
    void namesWhereTheBrowserReallyGoes(String redirectUri, Kind kind, String name) {
        assertThat(ReturnAddress.of(redirectUri)).isEqualTo(new ReturnAddress(kind, name));
    }
}
