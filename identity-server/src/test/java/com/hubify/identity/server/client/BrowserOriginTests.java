package com.hubify.identity.server.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BrowserOriginTests {

    /** An origin that is spelled like the redirect URI and not like a browser's never matched. */
    @ParameterizedTest
    @CsvSource({
        "https://App.Example.com:443/cb, https://app.example.com",
        "HTTPS://app.example.com/cb?x=1, https://app.example.com",
        "http://app.example.com:80/, http://app.example.com",
        "https://app.example.com:8443/cb, https://app.example.com:8443",
        "https://app.example.com:80/cb, https://app.example.com:80",
        "http://127.0.0.1/callback, http://127.0.0.1:[*]",
        "http://localhost:8080/, http://localhost:[*]",
        "http://[::1]:5000/cb, http://[::1]:[*]"
    })
    void writesOriginsAsBrowsersDo(String redirectUri, String origin) {
        assertThat(BrowserOrigin.ofRedirectUri(redirectUri)).hasValue(origin);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"com.example.app:/callback", "com.example.app://host/callback", "urn:ietf:wg:oauth:2.0:oob"})
    void noPageStandsBehindAnAppsScheme(String redirectUri) {
        assertThat(BrowserOrigin.ofRedirectUri(redirectUri)).isEmpty();
    }
}
