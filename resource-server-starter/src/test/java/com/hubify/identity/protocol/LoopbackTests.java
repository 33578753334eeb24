package com.hubify.identity.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class LoopbackTests {

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST", "127.0.0.1", "[::1]"})
    void areThisMachine(String host) {
        assertThat(Loopback.isHost(host)).isTrue();
    }

    /** Attack: a name that looks like this machine's and is looked up at the attacker's. */
    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "localhost.evil.example",
                "127.0.0.1.evil.example",
                "127.0.0.2",
                "0.0.0.0",
                "::1",
                "l\u014Dcalhost"
            })
    void areNot(@Nullable String host) {
        assertThat(Loopback.isHost(host)).isFalse();
    }
}
