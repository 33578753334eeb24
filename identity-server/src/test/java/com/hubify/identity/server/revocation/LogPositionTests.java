package com.hubify.identity.server.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogPositionTests {

    @Test
    void readsWhatItWrites() {
        assertThat(LogPosition.parse("1732508400123-7")).contains(new LogPosition(1_732_508_400_123L, 7));
        assertThat(new LogPosition(1_732_508_400_123L, 7)).hasToString("1732508400123-7");
        assertThat(LogPosition.parse("0-0")).contains(LogPosition.START);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "-",
                "1",
                "1-",
                "-1",
                "01-0",
                "1-00",
                "1-1 ",
                " 1-1",
                "1-1\n",
                "+1-1",
                "1--1",
                "0x1-1",
                "١-١",
                "18446744073709551615-18446744073709551615",
                "9999999999999999999-0"
            })
    void isNothingElse(String text) {
        assertThat(LogPosition.parse(text)).isEmpty();
    }

    @Test
    void ordersByTimeThenSequence() {
        assertThat(new LogPosition(2, 0)).isGreaterThan(new LogPosition(1, 9));
        assertThat(new LogPosition(1, 10)).isGreaterThan(new LogPosition(1, 9));
        assertThat(new LogPosition(1, 9).isAfter(new LogPosition(1, 9))).isFalse();
    }
}
