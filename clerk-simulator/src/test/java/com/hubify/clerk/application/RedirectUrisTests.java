package com.hubify.clerk.application;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedirectUrisTests {

    @Test
    void matchesTheSameAddress() {
        assertThat(RedirectUris.match("myapp:/callback?x=1", "myapp:/callback?x=1"))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1/callback, http://127.0.0.1:49152/callback",
        "http://127.0.0.1:8000/callback, http://127.0.0.1/callback",
        "http://[::1]/callback, http://[::1]:49152/callback",
    })
    void leavesThePortOfALoopbackLiteralOpen(String registered, String presented) {
        assertThat(RedirectUris.match(registered, presented)).isTrue();
    }

    /** An attacker's page on the same machine, another path, or a host that only starts like loopback. */
    @ParameterizedTest
    @CsvSource({
        "http://localhost/callback, http://localhost:49152/callback",
        "https://app.example.com/callback, https://app.example.com:444/callback",
        "https://app.example.com/callback, https://app.example.com/callback/",
        "https://app.example.com/callback, https://app.example.com/callback?x=1",
        "http://127.0.0.1/callback, http://127.0.0.1:1/callback/../other",
        "http://127.0.0.1/callback, http://127.0.0.1:1/other",
        "http://127.0.0.1/callback, http://127.0.0.1:1@evil.example.com/callback",
        "http://127.0.0.1/callback, http://evil@127.0.0.1:1/callback",
        "http://127.0.0.1/callback, http://127.0.0.1.evil.example.com/callback",
        "http://127.0.0.1/callback, https://127.0.0.1:1/callback",
        "http://127.0.0.1/callback, http://127.0.0.1:1/callback#fragment",
        "http://127.0.0.1/callback, 'http://127.0.0.1:1/call back'",
    })
    void refusesAnyOtherAddress(String registered, String presented) {
        assertThat(RedirectUris.match(registered, presented)).isFalse();
    }
}
