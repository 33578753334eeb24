package com.hubify.identity.server.apikey;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeyNameTests {

    @ParameterizedTest
    @ValueSource(strings = {"a", "my-integration", "Prüfstand 7", "実験", "🚀 rocket", "<b>not our business</b>"})
    void mayBeAnythingPrintable(String text) {
        assertThat(ApiKeyName.parse(text)).map(ApiKeyName::value).contains(text);
    }

    /**
     * Attack: a name that is a command to the terminal, forges a line of the log, or reads differently from what it is. Names
     * are printed by the command line and shown to operators.
     */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u001b[2Jgone",
                "a\nb",
                "a\r\nSet-Cookie: x",
                "a\tb",
                "a\u0000b",
                "a\u007fb",
                "a\u0085b",
                "a\u2028b",
                "a\u2029b",
                "a\u202egnp.exe",
                "a\u200bb",
                "a\ufeffb",
                "a\ue000b",
                "a\ufffeb",
                "a\ud800b"
            })
    void mayHoldNothingThatDoesNotPrint(String text) {
        assertThat(ApiKeyName.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\u3000\u2003"})
    void mayNotBeBlank(String text) {
        assertThat(ApiKeyName.parse(text)).isEmpty();
    }

    /** Attack, or a typing error: a key that no list shows a name for, beside others that look the same. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u3164",
                "\u115f\u1160",
                "\uffa0",
                "\u2800\u2800",
                "\u034f",
                "\u17b4\u17b5",
                "\u180b",
                "\ufe0f",
                "\u0301",
                " \u3164 "
            })
    void mustShowSomething(String text) {
        assertThat(ApiKeyName.parse(text)).isEmpty();
        assertThat(ApiKeyName.parse("a" + text)).isPresent();
    }

    @Test
    void isCountedInCharactersAsPeopleCount() {
        assertThat(ApiKeyName.parse("🚀".repeat(100))).isPresent();
        assertThat(ApiKeyName.parse("a".repeat(101))).isEmpty();
    }
}
